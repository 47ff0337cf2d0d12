const { auditPlanDoor } = require('../app/index.js');

auditPlanDoor();
