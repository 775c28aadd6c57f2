// Ajv: the catalogs against their official profiles, every answer of the API
// against the schema that it names, the JSON Feeds against theirs.
import Ajv from 'ajv';
import Ajv04 from 'ajv-draft-04';
import Ajv2020 from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import fs from 'node:fs';
import path from 'node:path';
import { check, done, files, here, json, standard } from './report.mjs';

const testdata = '../internal/portal/dataset/testdata/';
const read = name => JSON.parse(standard(name));
const validator = (Kind, options = {}) => formats(new Kind({ strict: false, allErrors: true, logger: false, ...options }));
const accepts = (validate, value, name) => check(validate(value), `${name}: ${JSON.stringify(validate.errors?.slice(0, 2))}`);

const dataPackage = validator(Ajv).compile(read(testdata + 'datapackage-2/datapackage.json'));
accepts(dataPackage, json('datapackage.json'), 'datapackage.json');

// Bureau and programme codes are for federal agencies of the United States only.
const dcat = validator(Ajv04, { unicodeRegExp: false });
for (const name of fs.readdirSync(path.join(here, testdata, 'dcat-us-1.1'))) {
  const schema = read(testdata + 'dcat-us-1.1/' + name);
  schema.id = 'https://project-open-data.cio.gov/v1.1/schema/' + name;
  if (name === 'dataset.json') schema.required = schema.required.filter(field => !/^(bureau|program)Code$/.test(field));
  dcat.addSchema(schema);
}
accepts(dcat.getSchema('https://project-open-data.cio.gov/v1.1/schema/catalog.json'), json('data.json'), 'data.json');

const api = validator(Ajv2020);
const schemas = files(/^api\/v1\/schemas\//);
for (const name of schemas) api.addSchema(json(name));
for (const name of files(/^api\/v1\/.*\.json$/)) {
  if (schemas.includes(name) || name === 'api/v1/openapi.json') continue;
  const answer = json(name);
  const validate = api.getSchema(answer.$schema);
  check(validate, `${name} names the schema ${answer.$schema}, which is not there`);
  if (validate) accepts(validate, answer, name);
}

const feeds = validator(Ajv04);
const jsonFeed = '../internal/portal/testdata/jsonfeed/';
feeds.addSchema(read(jsonFeed + 'feed-1.json'), 'https://json.schemastore.org/feed-1');
const feed = feeds.compile(read(jsonFeed + 'feed.json'));
for (const name of files(/(^|\/)feed\.json$/)) accepts(feed, json(name), name);

done('Ajv', 300);
