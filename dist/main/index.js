const { mainDoor } = require('../app/index.js');

mainDoor().then((() => process.stdout.write('', (() => process.exit()))));
