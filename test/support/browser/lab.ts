import type { Browser, Locator, Page } from 'playwright-core';
import { type Deployed, deployAlone } from '../deployment/deployed';
import { type ServedEc2, serveSimulatedEc2 } from '../ec2/server';
import { openBrowser, type VisitOptions, type Visitor, visit } from './visitor';

type Spec = Parameters<ServedEc2['simulation']['addInstance']>[1];

/** The console of a deployed lab with a simulated EC2, and a browser: one of each for all tests of a file. */
export interface Lab {
  readonly ec2: ServedEc2;
  readonly deployed: Deployed;
  readonly browser: Browser;
  /** Puts an instance into EC2; returns its id. */
  add(spec?: Spec): string;
  stateOf(id: string): string;
  /** Opens the console in a browser profile of its own. */
  open(fragment?: string, options?: VisitOptions): Promise<Page>;
  /** Closes what has been opened; returns what browsers complained about, and the requests that left the page's origin. */
  leave(): Promise<{ readonly complaints: readonly string[]; readonly strayed: readonly string[] }>;
  close(): Promise<void>;
}

export async function openLab(program: string): Promise<Lab> {
  const ec2 = await serveSimulatedEc2({ delays: { pending: 700, stopping: 700, shuttingDown: 700 } });
  const deployed = await deployAlone({ EC2_ENDPOINT: ec2.url });
  const browser = await openBrowser(program);
  let visitors: Visitor[] = [];
  return {
    ec2,
    deployed,
    browser,
    add: (spec) => ec2.simulation.addInstance('us-east-1', spec).instanceId,
    stateOf: (id) => ec2.simulation.instance(id).state,
    open: async (fragment = '', options = {}) => {
      const visitor = await visit(browser, `${deployed.baseUrl}/${fragment}`, options);
      visitors.push(visitor);
      return visitor.page;
    },
    leave: async () => {
      const left = visitors;
      visitors = [];
      for (const visitor of left) await visitor.leave();
      return {
        complaints: left.flatMap(({ complaints }) => complaints),
        strayed: left.flatMap(({ strayed }) => strayed),
      };
    },
    close: async () => {
      await browser.close();
      await deployed.close();
      await ec2.close();
    },
  };
}

export const rowOf = (page: Page, id: string): Locator => page.locator(`[data-instance="${id}"]`);

export const button = (page: Page | Locator, name: string): Locator => page.getByRole('button', { name, exact: true });
