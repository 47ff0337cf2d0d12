// Opens a door of `src/app.ts`, as the actions and the command line do: node door.mjs APP DOOR [ARGUMENT...].
const [, , app, name, ...rest] = process.argv;
process.argv.splice(1, process.argv.length, 'ghcr-preflight', ...rest);
const loaded = await import(app);
await (loaded.default ?? loaded)[name]();
