import { type Ec2Fault, faultOf } from './fault';

/** What calls are to end with instead of EC2's answer. */
export interface ScriptedFault {
  /** EC2's name of the operation, or `*` for all. */
  readonly operation: string;
  /**
   * EC2's error code; or a failure below HTTP: the connection is dropped, nothing is ever answered, an answer begins and
   * never ends; or `body`: something that is no answer of EC2, a proxy's page for instance.
   */
  readonly code: string | 'network:reset' | 'network:hang' | 'network:trickle' | 'body';
  readonly message?: string;
  readonly status?: number;
  /** What is answered with the code `body`. */
  readonly body?: string;
  /** EC2 carries the call out all the same. */
  readonly acts?: boolean;
  /** @default 1 */
  readonly times?: number;
  /** Only calls about this instance. */
  readonly instanceId?: string;
  /** Only calls about instances of this type, or launches of it. */
  readonly instanceType?: string;
}

/** A failure below HTTP, which the client that is simulated or the server turns into what it is. */
export class NetworkFault extends Error {
  override readonly name = 'NetworkFault';
  constructor(readonly kind: 'reset' | 'hang' | 'trickle') {
    super(`network ${kind}`);
  }
}

/** An answer that is none of EC2's. */
export class ForeignAnswer extends Error {
  override readonly name = 'ForeignAnswer';
  constructor(
    readonly body: string,
    readonly status: number,
  ) {
    super('not an answer of EC2');
  }
}

/** What a call is about, for faults that are not for every call. */
export interface CallSubject {
  readonly operation: string;
  readonly instanceIds: readonly string[];
  readonly instanceTypes: readonly string[];
}

/** Errors to come, in the order in which they were scripted. */
export class FaultScript {
  private readonly script: { readonly fault: ScriptedFault; left: number }[] = [];

  add(fault: ScriptedFault): void {
    this.script.push({ fault, left: fault.times ?? 1 });
  }

  clear(): void {
    this.script.length = 0;
  }

  /** The first fault that is due for a call. */
  due(subject: CallSubject): { readonly error: Error; readonly acts: boolean } | undefined {
    const due = this.script.find(({ fault, left }) => left > 0 && concerns(fault, subject));
    if (due === undefined) return undefined;
    due.left -= 1;
    return { error: errorOf(due.fault), acts: due.fault.acts ?? false };
  }
}

function concerns(fault: ScriptedFault, { operation, instanceIds, instanceTypes }: CallSubject): boolean {
  if (fault.operation !== '*' && fault.operation !== operation) return false;
  if (fault.instanceId !== undefined && !instanceIds.includes(fault.instanceId)) return false;
  return fault.instanceType === undefined || instanceTypes.includes(fault.instanceType);
}

function errorOf({ code, message, status, body }: ScriptedFault): Ec2Fault | NetworkFault | ForeignAnswer {
  switch (code) {
    case 'network:reset':
      return new NetworkFault('reset');
    case 'network:hang':
      return new NetworkFault('hang');
    case 'network:trickle':
      return new NetworkFault('trickle');
    case 'body':
      return new ForeignAnswer(body ?? '', status ?? 200);
    default:
      return faultOf(code, message, status);
  }
}
