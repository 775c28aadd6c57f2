// The DCAT-AP 3.0.1 shapes over the Turtle catalog; the JSON-LD one says the
// same, triple by triple.
import rdf from '@zazuko/env';
import jsonld from 'jsonld';
import { Parser } from 'n3';
import SHACLValidator from 'rdf-validate-shacl';
import { check, done, json, standard, text } from './report.mjs';

const parse = source => rdf.dataset(new Parser().parse(source));
const catalog = parse(text('catalog.ttl'));
const quads = await jsonld.toRDF(json('catalog.jsonld'), { format: 'application/n-quads' });

check(catalog.toCanonical() === parse(quads).toCanonical(), 'catalog.ttl and catalog.jsonld differ');

for (const shapes of ['shapes.ttl', 'range.ttl', 'ranges.ttl', 'deprecateduris.ttl']) {
  const rules = parse(standard('standards/dcat-ap-3.0.1/' + shapes));
  rules.deleteMatches(null, rdf.namedNode('http://www.w3.org/2002/07/owl#imports')); // each file is checked by itself
  const report = await new SHACLValidator(rules, { factory: rdf }).validate(catalog);
  check(report.conforms, `${shapes}: ${report.results.length} results`);
  for (const r of report.results) check(false, `${shapes}: ${r.path?.value} of ${r.focusNode?.value}: ${r.message.map(m => m.value).join(' ')}`);
}
// What is only recommended is there wherever it is known. Nobody told this
// program where places lie exactly, what kind of body the publisher is, or when
// the catalog first came out; code lists are of no place, bodies of no time.
const unknown = ['dcat#bbox', 'dcat#centroid', 'terms/type', 'terms/issued'];
const timeless = ['danh-muc', 'co-quan', 'bang-thoat-ngheo-theo-don-vi', 'bang-thoat-ngheo-theo-ho-tro'];
const rules = parse(standard('standards/dcat-ap-3.0.1/shapes_recommended.ttl'));
rules.deleteMatches(null, rdf.namedNode('http://www.w3.org/2002/07/owl#imports'));
const advice = (await new SHACLValidator(rules, { factory: rdf }).validate(catalog)).results;
for (const r of advice) {
  const known = !unknown.some(end => r.path?.value.endsWith(end)) && !timeless.some(id => r.focusNode.value.includes(`/du-lieu/${id}/`));
  check(!known, `recommended: ${r.path?.value} of ${r.focusNode?.value}`);
}
console.log(`DCAT-AP recommends ${advice.length} things that are not known`);
check(catalog.size > 500, `only ${catalog.size} triples`);
done('DCAT-AP SHACL', 6);
