import { auditMergeDoor } from '../app/index.js';

await auditMergeDoor();
