const { auditMergeDoor } = require('../app/index.js');

auditMergeDoor();
