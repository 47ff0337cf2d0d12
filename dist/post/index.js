const { postDoor } = require('../app/index.js');

postDoor().then((() => process.exit()));
