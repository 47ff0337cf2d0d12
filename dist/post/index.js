const { postDoor } = require('../app/index.js');

postDoor().then(() => process.stdout.write('', () => process.exit()));
