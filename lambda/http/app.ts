import type { APIGatewayProxyResult } from 'aws-lambda';
import type { Operation, Route } from '../../contract/routes';
import type { Config } from '../config';
import { type Caller, requireAction } from '../domain/caller';
import type { Rules } from '../domain/guards';
import type { Outcome } from '../domain/outcome';
import { Problem } from '../domain/problem';
import type { Ec2Of } from '../operations/ec2';
import { readBody } from './body';
import type { Handler } from './context';
import { corsHeaders } from './cors';
import { dispatch } from './dispatch';
import { gather, readParameters } from './parameters';
import { problemAnswer } from './problem-answer';
import type { ApiRequest } from './request';
import { type Answer, toResult } from './response';
import { createRouter } from './router';
import { needsJob, scopeOf } from './scope';

/** What is known of a request when it has been answered. */
export interface Handled {
  readonly request: ApiRequest;
  /** Absent when no row of the route table was found. */
  readonly route?: Route;
  readonly operation?: Operation;
  readonly caller?: Caller;
  readonly status: number;
  /** Milliseconds since the request arrived in the function. */
  readonly milliseconds: number;
  /** What went wrong: a `Problem`, or a fault of this API. */
  readonly error?: unknown;
  /** What became of the instances that the request changed, or tried to; a dry run has none. */
  readonly outcomes?: readonly Outcome[];
}

/** The outcomes of a change, for the audit trail. */
export interface Change {
  readonly request: ApiRequest;
  readonly caller: Caller;
  readonly operation: Operation;
  readonly region: string;
  readonly outcomes: readonly Outcome[];
  readonly dryRun: boolean;
}

export interface AppDependencies {
  readonly config: Config;
  readonly rules: Rules;
  readonly ec2Of: Ec2Of;
  readonly handlers: Readonly<Record<Operation, Handler>>;
  /** Who asks; throws `unauthenticated`. */
  readonly authenticate: (request: ApiRequest) => Caller;
  /** Monotonic milliseconds. */
  readonly now: () => number;
  /** Told of each change before the answer leaves. */
  readonly onChange: (change: Change) => void;
  /** Told of each request when its answer is ready, and awaited: never throws. */
  readonly onHandled: (handled: Handled) => Promise<void> | void;
}

export interface App {
  /**
   * Answers one request; never throws.
   * @param remaining - milliseconds that the function has left
   * @param trusted - the caller, where another authority than the request itself has established it
   */
  handle(request: ApiRequest, remaining: () => number, trusted?: Caller): Promise<APIGatewayProxyResult>;
}

/** The HTTP application: the route table, what does each operation, and who is told about it. */
export function createApp(deps: AppDependencies): App {
  const { config, rules, ec2Of, handlers } = deps;
  const router = createRouter(config.profile);

  async function answer(request: ApiRequest, trace: Trace, remaining: () => number, trusted?: Caller): Promise<Answer> {
    const allow = router.allow(request.resource);
    if (request.method === 'OPTIONS' && allow.length > 0) return { status: 204, headers: { allow: allow.join(', ') } };
    const caller = trusted ?? (router.isOpen(request) ? nobody : deps.authenticate(request));
    trace.caller = caller;
    const route = router.find(request);
    trace.route = route;
    trace.operation = route.operation;
    if (route.action !== undefined) requireAction(caller, route.action);

    const given = gather(request, route, readBody(request));
    const { operation, reads, named } = dispatch(route, given);
    trace.operation = operation;
    if (named !== undefined) requireAction(caller, named);
    const parameters = { ...readParameters(given, reads), ...route.preset };
    const scope = scopeOf(operation, parameters, config);
    if (needsJob(operation, parameters)) {
      throw new Problem('not_supported_yet', 'wait, async, stop_after and Idempotency-Key are not supported yet.');
    }
    return handlers[operation]({
      ...scope,
      requestId: request.requestId,
      caller,
      operation,
      parameters,
      config,
      rules,
      ec2Of,
      remaining,
      audit: (outcomes, dryRun) => {
        if (!dryRun) trace.outcomes = outcomes;
        deps.onChange({ request, caller, operation, region: scope.region, outcomes, dryRun });
      },
    });
  }

  return {
    async handle(request, remaining, trusted) {
      const started = deps.now();
      const trace: Trace = {};
      const done = await answer(request, trace, remaining, trusted).catch((error: unknown) => {
        trace.error = error;
        return problemAnswer(error, request.requestId);
      });
      await deps.onHandled({ request, ...trace, status: done.status, milliseconds: deps.now() - started });
      const result = toResult(
        done,
        request.requestId,
        corsHeaders(request, config.corsOrigins, router.allow(request.resource)),
      );
      return request.method === 'HEAD' ? { ...result, body: '' } : result;
    },
  };
}

interface Trace {
  route?: Route;
  operation?: Operation;
  caller?: Caller;
  error?: unknown;
  outcomes?: readonly Outcome[];
}

/** The caller of a route that needs none. */
const nobody: Caller = { name: 'nobody', actions: [] };
