// CSVW: each description expands as JSON-LD in the official context, and its
// columns are those of the file that it describes.
import jsonld from 'jsonld';
import { check, datasets, done, json, standard, text } from './report.mjs';

const context = JSON.parse(standard('standards/csvw/csvw.jsonld'));
const documentLoader = async documentUrl => ({ document: context, documentUrl, contextUrl: null });
const csvw = 'http://www.w3.org/ns/csvw#';

for (const { id, stem } of datasets()) {
  const metadata = json(stem + '.csv-metadata.json');
  const [table] = await jsonld.expand(metadata, { documentLoader, base: 'http://x/' });
  const columns = table[csvw + 'tableSchema']?.[0][csvw + 'column'];
  check(columns?.length > 0, `${id}: no columns after expansion`);
  const head = text(stem + '.csv').split('\r\n', 1)[0].split(',');
  check(head.join() === metadata.tableSchema.columns.map(c => c.name).join(), `${id}: the columns of the description are not those of the file`);
}
done('CSVW', 20);
