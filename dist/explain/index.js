const { explainDoor } = require('../app/index.js');

explainDoor();
