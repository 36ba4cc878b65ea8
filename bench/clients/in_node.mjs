// Clients in JavaScript, each as its own documentation uses it (package.json). Prints: client, version, use, outcome.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const root = process.argv[2];
const require = createRequire(`${process.cwd()}/`);
const ONE = "A/RES/67/138";
const ROWS =
  "SELECT ?s ?title { ?s a <https://w3id.org/resograph/ns#Resolution> ; <http://purl.org/dc/terms/title> ?title }";

function isSo(what, why) {
  if (!what) throw new Error(why);
}

async function module(name) {
  return import(require.resolve(name));
}

async function collected(stream) {
  const found = [];
  for await (const one of stream) found.push(one);
  return found;
}

const clients = [
  [
    "@comunica/query-sparql",
    "endpoint",
    async () => {
      const { QueryEngine } = await module("@comunica/query-sparql");
      const engine = new QueryEngine();
      const rows = await engine.queryBindings(ROWS, { sources: [{ type: "sparql", value: `${root}sparql` }] });
      isSo((await rows.toArray()).length, "no rows of the endpoint");
    },
  ],
  [
    "@comunica/query-sparql",
    "documents",
    async () => {
      const { QueryEngine } = await module("@comunica/query-sparql");
      const engine = new QueryEngine();
      const rows = await engine.queryBindings(ROWS, { sources: [`${root}${ONE}`] });
      isSo((await rows.toArray()).length, "no rows of the document itself");
    },
  ],
  [
    "fetch-sparql-endpoint",
    "bindings",
    async () => {
      const { SparqlEndpointFetcher } = await module("fetch-sparql-endpoint");
      const fetcher = new SparqlEndpointFetcher();
      isSo((await collected(await fetcher.fetchBindings(`${root}sparql`, ROWS))).length, "no rows");
      isSo(await fetcher.fetchAsk(`${root}sparql`, "ASK { ?s ?p ?o }"), "nothing asked");
      const triples = await fetcher.fetchTriples(`${root}sparql`, `DESCRIBE <${root}${ONE}>`);
      isSo((await collected(triples)).length, "no triples");
    },
  ],
  [
    "sparql-http-client",
    "streams",
    async () => {
      const { default: Client } = await module("sparql-http-client");
      const client = new Client({ endpointUrl: `${root}sparql`, storeUrl: `${root}rdf-graph-store` });
      isSo((await collected(client.query.select(ROWS))).length, "no rows");
      isSo((await collected(client.query.construct(`DESCRIBE <${root}${ONE}>`))).length, "no triples");
    },
  ],
  [
    "jsonld",
    "toRDF",
    async () => {
      const { default: jsonld } = await module("jsonld");
      const quads = await jsonld.toRDF(`${root}${ONE}.jsonld`, { format: "application/n-quads" });
      isSo(quads.split("\n").length > 100, "few quads");
      isSo((await jsonld.expand(`${root}${ONE}~para_1.jsonld`)).length, "nothing of a part");
    },
  ],
  [
    "oai-pmh",
    "listRecords",
    async () => {
      const { OaiPmh } = (await module("oai-pmh")).default;
      const client = new OaiPmh(`${root}oai`);
      isSo((await client.identify()).repositoryName, "no name");
      isSo((await collected(client.listRecords({ metadataPrefix: "oai_dc" }))).length, "no records");
    },
  ],
  [
    "rss-parser",
    "atom",
    async () => {
      const { default: Parser } = await module("rss-parser");
      const feed = await new Parser().parseURL(`${root}feed.atom`);
      isSo(feed.items.length && feed.items[0].link, "no entries");
    },
  ],
  [
    "ical.js",
    "calendar",
    async () => {
      const { default: ical } = await module("ical.js");
      const calendar = await (await fetch(`${root}mandates.ics`)).text();
      isSo(ical.parse(calendar)[0] === "vcalendar", "no calendar");
    },
  ],
];

for (const [name, use, drive] of clients) {
  let version = "-";
  let outcome = "ok";
  try {
    version = JSON.parse(readFileSync(`${process.cwd()}/node_modules/${name}/package.json`, "utf8")).version;
    await drive();
  } catch (error) {
    outcome = version === "-" ? "not installed" : `${error}`.replaceAll("\n", " ").slice(0, 300);
  }
  console.log([name, version, use, outcome].join("\t"));
}
process.exit(0);
