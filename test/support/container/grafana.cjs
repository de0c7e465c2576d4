// What of Grafana the dashboard is tried with: reads the provisioned source and dashboards, and asks the source what each
// panel asks. GET / answers [{ panel, expr, status, series }].
const { createServer } = require('node:http');
const { readdirSync, readFileSync } = require('node:fs');

const provisioning = '/etc/grafana/provisioning';

/** The value of a key in a file of YAML as simple as these are. */
function settingOf(file, key) {
  const text = readFileSync(`${provisioning}/${file}`, 'utf8');
  const [, value = ''] = new RegExp(`^\\s*(?:- )?${key}: (.*)$`, 'm').exec(text) ?? [];
  return value.replace(/\$\{(\w+)\}/g, (_, name) => process.env[name] ?? '');
}

async function results() {
  const url = settingOf('datasources/prometheus.yml', 'url');
  const folder = settingOf('dashboards/dashboards.yml', 'path');
  const dashboards = readdirSync(folder).map((name) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')));
  const targets = dashboards.flatMap(({ panels }) =>
    panels.flatMap(({ title, targets }) => targets.map(({ expr }) => ({ panel: title, expr }))),
  );
  return Promise.all(
    targets.map(async (target) => {
      const query = new URLSearchParams({ query: target.expr });
      const { status, data } = await (await fetch(`${url}/api/v1/query?${query}`)).json();
      return { ...target, status, series: data?.result.length ?? 0 };
    }),
  );
}

createServer((_, response) => {
  results().then(
    (all) => response.end(JSON.stringify({ interval: settingOf('datasources/prometheus.yml', 'timeInterval'), all })),
    (error) => response.writeHead(500).end(String(error.cause ?? error)),
  );
}).listen(3000);
process.once('SIGTERM', () => process.exit(0));
