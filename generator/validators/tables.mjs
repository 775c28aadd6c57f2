// The same numbers in every format: each is read by a program that is not ours
// and compared with the JSON Lines. Parquet by hyparquet, JSON-stat by its
// toolkit, the spreadsheet by Gnumeric.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import JSONstat from 'jsonstat-toolkit';
import { check, datasets, done, file, files, json, text } from './report.mjs';

const rowsOf = stem => text(stem + '.jsonl').trim().split('\n').filter(Boolean).map(line => JSON.parse(line));

function plain(value) {
  if (value === undefined || value === null) return null;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (Array.isArray(value)) return value.map(plain);
  return value;
}

async function parquet(id, stem, want) {
  const bytes = fs.readFileSync(file(stem + '.parquet'));
  const rows = await parquetReadObjects({ file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) });
  check(rows.length === want.length, `${id}.parquet: ${rows.length} rows of ${want.length}`);
  want.forEach((row, i) => {
    for (const [column, value] of Object.entries(row)) {
      check(JSON.stringify(plain(rows[i]?.[column])) === JSON.stringify(value), `${id}.parquet: row ${i}, ${column}`);
    }
  });
}

function jsonStat(id, stem, want) {
  const table = JSONstat(json(stem + '.json-stat.json'));
  check(table.class === 'dataset', `${id}: class ${table.class}`);
  const dimensions = table.id;
  const column = name => name.replaceAll('-', '_');
  for (const row of want) {
    const at = Object.fromEntries(dimensions.map(d => [d, row[column(d)]]));
    const cell = table.Data(at);
    check(cell?.value === row.value && cell?.status === row.status, `${id}.json-stat.json: ${Object.values(at)}`);
  }
}

// Text with lines and quotes as RFC 4180 has it.
function* records(csv) {
  let record = [], field = '', quoted = false;
  for (let i = 0; i < csv.length; i++) {
    const c = csv[i];
    if (quoted) {
      if (c !== '"') field += c;
      else if (csv[i + 1] === '"') { field += c; i++; } else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ',') { record.push(field); field = ''; } else if (c === '\n') { record.push(field); yield record; record = []; field = ''; } else if (c !== '\r') field += c;
  }
  if (record.length || field) yield [...record, field];
}

// What the cell of a row looks like in Gnumeric: days as in Viet Nam, yes and no
// in capitals, a real minus sign.
function shown(value) {
  if (value === null || value === undefined) return '';
  if (value === true || value === false) return String(value).toUpperCase();
  if (Array.isArray(value)) return value.map(v => v ?? '').map(v => String(v).replaceAll(';', '%3B')).join(';');
  return String(value);
}
const unformatted = cell => cell.replace(/^\u2212(?=[\d.]+$)/, '-').replace(/^(\d{2})\/(\d{2})\/(\d{4})$/, '$3-$2-$1');

function spreadsheet(name, want) {
  const out = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'minhbach-')), 'sheet');
  execFileSync('ssconvert', ['-S', '-O', 'quoting-mode=auto format=preserve', '-T', 'Gnumeric_stf:stf_assistant', file(name), `${out}-%n.txt`], { stdio: ['ignore', 'ignore', 'pipe'] });
  const [head, ...rows] = records(fs.readFileSync(`${out}-0.txt`, 'utf8'));
  const columns = Object.keys(want[0] ?? {});
  check(rows.length === want.length, `${name}: ${rows.length} rows of ${want.length}`);
  check(!want.length || head.length === columns.length, `${name}: ${head.length} columns of ${columns.length}`);
  check(fs.existsSync(`${out}-2.txt`), `${name}: fewer than three sheets`);
  want.forEach((row, i) => columns.forEach((column, c) => {
    const got = unformatted(rows[i]?.[c] ?? ''), value = shown(row[column]);
    check(got === value || Number(got) === row[column], `${name}: row ${i}, ${column}: ${got} for ${value}`);
  }));
}

for (const { id, stem } of datasets()) {
  const want = rowsOf(stem);
  await parquet(id, stem, want);
  spreadsheet(stem + '.xlsx', want);
  if (id.startsWith('bang-')) jsonStat(id, stem, want);
}
for (const name of files(/^xa\/[^/]+\/cam-ket-[^/]+\.xlsx$/)) {
  const commune = rowsOf('du-lieu/cam-ket/cam-ket').filter(row => name.includes(row.unit.replace(/-2025$/, '')));
  spreadsheet(name, commune);
}
done('Parquet, JSON-stat and spreadsheets', 10_000);
