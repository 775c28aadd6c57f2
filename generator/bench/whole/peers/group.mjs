// Reads JSON Lines ten times and groups them as the tables of this repository do,
// each time from the files: node group.mjs FOLDER
import { DuckDBInstance } from "@duckdb/node-api";

const rows = `(SELECT * FROM read_json('${process.argv[2]}/*.jsonl', format = 'newline_delimited', columns = {
	pseudonym: 'VARCHAR', unit: 'VARCHAR', year: 'INTEGER', classStart: 'VARCHAR', classEnd: 'VARCHAR', fellBack: 'BOOLEAN',
	deprived: 'VARCHAR[]', characteristics: 'VARCHAR[]', organization: 'VARCHAR', supports: 'VARCHAR[]', money: 'MAP(VARCHAR, BIGINT)' })
	WHERE pseudonym IS NOT NULL)`;
const transition = `CASE WHEN classStart = 'ho-ngheo' AND classEnd = 'ho-ngheo' THEN 'van-ngheo' WHEN classStart = 'ho-ngheo' THEN 'thoat-ngheo'
	WHEN classEnd <> 'ho-ngheo' THEN 'khong-ngheo' WHEN fellBack THEN 'tai-ngheo' ELSE 'phat-sinh-ngheo' END`;
const tables = [
	`SELECT unit, year, classEnd, count(*) FROM ${rows} GROUP BY ALL`,
	`SELECT unit, year, ${transition} AS t, count(*) FROM ${rows} GROUP BY ALL`,
	`SELECT unit, year, c, count(*) FROM (SELECT unit, year, unnest(characteristics) AS c FROM ${rows} WHERE classEnd = 'ho-ngheo') GROUP BY ALL`,
	`SELECT unit, year, d, count(*) FROM (SELECT unit, year, unnest(deprived) AS d FROM ${rows} WHERE classEnd IN ('ho-ngheo', 'ho-can-ngheo')) GROUP BY ALL`,
	`SELECT unit, year, m.key, sum(m.value) FROM (SELECT unit, year, unnest(map_entries(money)) AS m FROM ${rows}) GROUP BY ALL`,
	`SELECT organization, year, count(*) FROM ${rows} WHERE ${transition} = 'thoat-ngheo' GROUP BY ALL`,
	`SELECT year, s, count(*) FROM (SELECT year, unnest(supports) AS s FROM ${rows} WHERE ${transition} = 'thoat-ngheo') GROUP BY ALL`,
];
const connection = await (await DuckDBInstance.create(":memory:")).connect();
for (let i = 0; i < 10; i++) {
	const cells = await connection.runAndReadAll(tables[i % tables.length]);
	if (cells.currentRowCount === 0) throw new Error("no rows");
}
