import { auditPlanDoor } from '../app/index.js';

await auditPlanDoor();
