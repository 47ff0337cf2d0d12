// The house in figures: the rooms of `src/` with their files and lines, how often each imports from which other,
// and the circles, of which there should be none.
//
//   npm run tree
import { circles, roomOf, sourceFiles } from './imports.mjs';

const files = sourceFiles();
const rooms = new Map();
for (const { file, lines, imports } of files) {
  const name = roomOf(file);
  const room = rooms.get(name) ?? { files: 0, lines: 0, imports: new Map() };
  rooms.set(name, room);
  room.files += 1;
  room.lines += lines;
  for (const other of imports.map(roomOf)) {
    if (other !== name) room.imports.set(other, (room.imports.get(other) ?? 0) + 1);
  }
}

const sum = (of) => files.reduce((total, each) => total + of(each), 0);
console.log(row('room', 'files', 'lines', 'imports from other rooms (how many)'));
for (const [name, room] of rooms) {
  const others = [...room.imports].sort(([, one], [, other]) => other - one);
  console.log(
    row(name, room.files, room.lines, others.map(([other, count]) => `${other} ${count}`).join(', ')),
  );
}
console.log(
  row(
    'in all',
    files.length,
    sum(({ lines }) => lines),
    '',
  ),
);

const between = new Map([...rooms].map(([name, room]) => [name, [...room.imports.keys()]]));
tell('Circles between rooms', circles(between));
tell('Circles between files', circles(new Map(files.map(({ file, imports }) => [file, imports]))));

function row(name, count, lines, others) {
  return `${name.padEnd(12)} ${String(count).padStart(5)} ${String(lines).padStart(6)}  ${others}`.trimEnd();
}

function tell(title, groups) {
  console.log(`${title}: ${groups.length}`);
  for (const group of groups) console.log(`  ${group.join(', ')}`);
}
