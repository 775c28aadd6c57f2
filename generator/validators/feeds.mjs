// Feed parsers read every feed, and find in both forms of one the same items.
import { extractFromJson, extractFromXml } from '@extractus/feed-extractor';
import Parser from 'rss-parser';
import { check, done, files, json, text } from './report.mjs';

for (const name of files(/(^|\/)index\.xml$/)) {
  const rss = await new Parser().parseString(text(name));
  const twin = name.replace('index.xml', 'feed.json');
  const other = json(twin);
  check(rss.title === other.title && rss.link === other.home_page_url, `${name} and ${twin} are about different things`);
  check(rss.items.map(i => i.guid).join() === other.items.map(i => i.id).join(), `${name} and ${twin} have different items`);
  for (const item of rss.items) check(item.title && item.link && !Number.isNaN(Date.parse(item.pubDate)), `${name}: item ${item.guid}`);
  const a = extractFromXml(text(name)), b = extractFromJson(other);
  check(a.entries.map(e => e.link).join() === b.entries.map(e => e.link).join(), `${name} and ${twin} differ to the second parser`);
}
done('feeds', 30);
