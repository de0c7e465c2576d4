import { type Behavior, begin, end, inspected, listed, newContainer, type SimulatedContainer } from './container';

/** What the simulated engine answers. */
export interface Reply {
  readonly status: number;
  readonly body?: object | Buffer;
}

export interface Question {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body?: unknown;
}

interface NewContainer {
  readonly Image: string;
  readonly Labels?: Readonly<Record<string, string>>;
  readonly HostConfig?: object;
}

const refuse = (status: number, message: string): Reply => ({ status, body: { message } });

/** The part of the Docker Engine that the adapter uses, with its answers, statuses and sentences. */
export class SimulatedEngine {
  readonly containers = new Map<string, SimulatedContainer>();
  /** Images that are there, with how their containers behave. */
  readonly images = new Map<string, Behavior>();
  /** Images that a pull brings, at once or when the promise is kept; a text is why it fails. */
  readonly registry = new Map<string, Promise<void> | string>();
  readonly asked: Question[] = [];
  /** Stops that wait for a stubborn container. */
  readonly #stops: (() => void)[] = [];
  /** Answers in the place of the engine; `hang` never answers. */
  fault: ((question: Question) => Reply | 'hang' | undefined) | undefined;

  constructor(readonly now: () => number = Date.now) {}

  add(spec: Partial<SimulatedContainer> = {}): SimulatedContainer {
    const labels = { 'ec2-control:managed': 'true', ...spec.labels };
    const base = { name: `box-${this.containers.size}`, image: 'nginx:alpine', hostConfig: {}, behavior: {} };
    const container = newContainer({ ...base, ...spec, labels }, this.now());
    this.containers.set(container.id, container);
    if (spec.status === undefined || spec.status === 'running') begin(container, this.now() - 60_000);
    return Object.assign(container, spec, { labels });
  }

  /** Lets the grace of every stop that is under way come to its end. */
  killStubborn(): void {
    for (const kill of this.#stops.splice(0)) kill();
  }

  async answer(question: Question): Promise<Reply> {
    const { method, path, query, body } = question;
    if (path === '/_ping') return { status: 200, body: Buffer.from('OK') };
    const [, kind, id = '', verb = ''] =
      /^\/(containers|images)\/?(.*?)(?:\/(json|logs|start|stop|restart|kill|unpause))?$/.exec(path) ?? [];
    if (kind === 'images') return this.#image(method, id, query);
    if (path === '/containers/json') return { status: 200, body: this.#list(query) };
    if (path === '/containers/create') return this.#create(body as NewContainer, query.get('name'));
    const container = [...this.containers.values()].find((one) => one.id.startsWith(id));
    if (container === undefined) return refuse(404, `No such container: ${id}`);
    return method === 'DELETE' ? this.#remove(container) : this.#act(container, verb);
  }

  #list(query: URLSearchParams): object {
    const { label = [], id } = JSON.parse(query.get('filters') ?? '{}') as { label?: string[]; id?: string[] };
    return [...this.containers.values()]
      .filter(({ labels }) => label.every((one) => labels[one.split('=')[0] ?? ''] === one.split('=')[1]))
      .filter((container) => id === undefined || id.some((prefix) => container.id.startsWith(prefix)))
      .map(listed);
  }

  #create({ Image, Labels = {}, HostConfig = {} }: NewContainer, name: string | null): Reply {
    const behavior = this.images.get(Image);
    if (behavior === undefined) return refuse(404, `No such image: ${Image}`);
    if ([...this.containers.values()].some((one) => one.name === name)) {
      return refuse(409, `Conflict. The container name "/${name}" is already in use by container "abc".`);
    }
    if (name !== null && !/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(name)) {
      return refuse(400, `Invalid container name (${name}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed`);
    }
    const made = {
      name: name ?? `random-${this.containers.size}`,
      image: Image,
      labels: Labels,
      hostConfig: HostConfig,
      behavior,
    };
    const container = newContainer(made, this.now());
    this.containers.set(container.id, container);
    return { status: 201, body: { Id: container.id, Warnings: [] } };
  }

  #remove(container: SimulatedContainer): Reply {
    if (container.status === 'removing') return refuse(409, 'removal of container is already in progress');
    this.containers.delete(container.id);
    return { status: 204 };
  }

  async #act(container: SimulatedContainer, verb: string): Promise<Reply> {
    const isUp = container.status === 'running' || container.status === 'restarting';
    switch (verb) {
      case 'json':
        return { status: 200, body: inspected(container) };
      case 'logs':
        return { status: 200, body: framed(container.log) };
      case 'unpause':
        container.status = 'running';
        return { status: 204 };
      case 'start':
        if (isUp) return { status: 304 };
        begin(container, this.now());
        return { status: 204 };
      case 'kill':
        if (!isUp) return refuse(409, `Container ${container.id} is not running`);
        end(container, 137, this.now());
        return { status: 204 };
      default:
        if (!isUp && verb === 'stop') return { status: 304 };
        if (container.behavior.stubborn) await new Promise<void>((kill) => this.#stops.push(kill));
        end(container, container.behavior.stubborn ? 137 : 0, this.now());
        if (verb === 'restart') begin(container, this.now());
        return { status: 204 };
    }
  }

  async #image(method: string, id: string, query: URLSearchParams): Promise<Reply> {
    if (method === 'GET') return this.images.has(id) ? { status: 200, body: {} } : refuse(404, `No such image: ${id}`);
    const name = `${query.get('fromImage')}:${query.get('tag')}`;
    const pulled = this.registry.get(name);
    if (pulled === undefined) return refuse(404, `manifest for ${name} not found: manifest unknown: manifest unknown`);
    if (typeof pulled === 'string')
      return { status: 200, body: Buffer.from(`{"status":"Pulling"}\n${JSON.stringify({ error: pulled })}\n`) };
    await pulled;
    this.images.set(name, {});
    return { status: 200, body: Buffer.from('{"status":"Downloaded newer image"}\n') };
  }
}

function framed(text: string): Buffer {
  const head = Buffer.from([1, 0, 0, 0, 0, 0, 0, 0]);
  head.writeUInt32BE(Buffer.byteLength(text), 4);
  return text === '' ? Buffer.alloc(0) : Buffer.concat([head, Buffer.from(text)]);
}
