import { ask } from '../tools/ask';

/** An API and its stage, as a path names them. */
export interface ApiStage {
  readonly api: string;
  readonly stage: string;
}

/** Milliseconds for which an answer of the emulator holds: an API that has just been deployed is found soon. */
const holds = { found: 30_000, missing: 1_000 } as const;

/** Answers that are kept; somebody may try any number of ids. */
const mostKept = 1_000;

const patienceMs = 10_000;

/** Tells which APIs are deployed in an emulator: it is asked, and its answer is kept for a while. */
export class DeployedApis {
  readonly #kept = new Map<string, { readonly until: number; readonly found: Promise<boolean> }>();

  /**
   * @param target - the emulator's endpoint
   * @param region - of the APIs
   */
  constructor(
    private readonly target: string,
    private readonly region: string,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /**
   * Whether there is such a stage of such an API.
   * @throws what `fetch` throws, when the emulator does not answer
   */
  has({ api, stage }: ApiStage): Promise<boolean> {
    const name = `${api}/${stage}`;
    const known = this.#kept.get(name);
    if (known !== undefined && known.until > this.now()) return known.found;
    const found = this.#look(api, stage);
    this.#keep(name, found, holds.missing);
    found.then(
      (there) => this.#keep(name, found, there ? holds.found : holds.missing),
      () => this.#kept.delete(name),
    );
    return found;
  }

  #keep(name: string, found: Promise<boolean>, milliseconds: number): void {
    if (this.#kept.size >= mostKept) this.#kept.clear();
    this.#kept.set(name, { until: this.now() + milliseconds, found });
  }

  /** A REST API, or else an HTTP API: both are called by the same paths. */
  async #look(api: string, stage: string): Promise<boolean> {
    return (
      (await this.#isThere(`/restapis/${api}/stages/${stage}`)) || this.#isThere(`/v2/apis/${api}/stages/${stage}`)
    );
  }

  async #isThere(path: string): Promise<boolean> {
    // Emulators read service and region from the signature, and do not check it.
    const scope = `test/20260101/${this.region}/apigateway/aws4_request`;
    const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0000`;
    const { status } = await ask(this.target + path, patienceMs, { headers: { authorization } });
    return status === 200;
  }
}
