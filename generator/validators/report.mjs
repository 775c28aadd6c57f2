// What every check of this folder shares: reading the built site and saying
// what is wrong.
import fs from 'node:fs';
import path from 'node:path';

const site = path.resolve(process.argv[2] ?? '');
if (!fs.existsSync(path.join(site, 'SHA256SUMS'))) {
  console.error('usage: node <check>.mjs FOLDER, the folder of a built site');
  process.exit(2);
}

export const here = import.meta.dirname;
export const file = name => path.join(site, name);
export const text = name => fs.readFileSync(file(name), 'utf8');
export const json = name => JSON.parse(text(name));
export const standard = name => fs.readFileSync(path.join(here, name), 'utf8');

// The files of the site whose path fits, in order.
export const files = fits => fs.readdirSync(site, { recursive: true }).map(name => name.split(path.sep).join('/')).filter(name => fits.test(name)).sort();

// The datasets of the site.
export const datasets = () => files(/^du-lieu\/[^/]+\/[^/]+\.jsonl$/).map(name => ({ id: path.basename(name, '.jsonl'), stem: name.slice(0, -'.jsonl'.length) }));

let failures = 0;
let checks = 0;

// One thing that must hold; the message says what was seen when it does not.
export function check(holds, message) {
  checks++;
  if (!holds) {
    failures++;
    if (failures <= 20) console.error('  ' + message);
  }
}

// The end of a check: how much was looked at, and whether all was well.
export function done(what, least) {
  if (checks < least) {
    console.error(`${what}: only ${checks} things were looked at, at least ${least} were expected`);
    process.exit(1);
  }
  console.log(`${what}: ${checks} looked at, ${failures} wrong`);
  process.exitCode = failures ? 1 : 0;
}
