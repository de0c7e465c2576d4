import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { programPath } from '../engine/available';
import type { Engine } from '../engine/engine';
import { importStandIn, nodeProgram } from '../engine/stand-in';
import { findPrometheus } from '../metrics/prometheus';
import { baseImage } from './bases';

const utilities = ['dirname', 'mkdir', 'cp', 'ln', 'sed'].map((name) => programPath(name) ?? name);

/** Imports a real Prometheus, Debian's, under the name of the image that cannot be pulled; nobody runs it, as there. */
export async function importPrometheus(engine: Engine): Promise<void> {
  const tools = findPrometheus();
  if (tools === undefined) throw new Error('there is no Prometheus (Debian has it in prometheus)');
  await importStandIn(engine, baseImage('PROMETHEUS_IMAGE'), {
    programs: ['/bin/sh', ...utilities],
    copies: { '/bin/prometheus': tools.prometheus },
    texts: { '/prometheus/.keep': '' },
    owned: { '/prometheus': 65_534 },
    settings: ['ENV PATH=/usr/bin:/bin', 'USER 65534:65534', 'CMD ["--version"]'],
  });
}

/** Imports a stand-in for Grafana, which is no package of any registry: it reads what is provisioned as Grafana's user. */
export async function importGrafana(engine: Engine): Promise<void> {
  await importStandIn(engine, baseImage('GRAFANA_IMAGE'), {
    programs: [nodeProgram],
    texts: { '/grafana.cjs': readFileSync(join(__dirname, 'grafana.cjs'), 'utf8') },
    settings: ['USER 472:0', `ENTRYPOINT ["${nodeProgram}", "/grafana.cjs"]`],
  });
}
