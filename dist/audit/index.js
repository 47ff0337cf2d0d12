const { auditDoor } = require('../app/index.js');

auditDoor();
