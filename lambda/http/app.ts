import type { APIGatewayProxyResult } from 'aws-lambda';
import type { Route } from '../../contract/routes';
import { type Caller, requireAction } from '../domain/caller';
import { auditRecordOf, type RequestState } from './audit-record';
import { readBody } from './body';
import { checkRequest } from './check';
import { collectParameters } from './collect';
import { refuseCrossSite } from './cross-site';
import type { AppDependencies, CompletedRequest } from './dependencies';
import { readParameters } from './parameters';
import type { ApiRequest } from './request';
import { type Answer, corsHeaders, forTerminal, problemAnswer, toResult } from './response';
import { createRouter, dispatch } from './router';
import { scopeOf } from './scope';
import { callsUntil, timeFor, within } from './time';

export interface App {
  /**
   * Answers one request; never throws.
   * @param remaining - milliseconds that the function has left
   * @param trusted - the caller, where another authority than the request itself has established it
   */
  handle(request: ApiRequest, remaining: () => number, trusted?: Caller): Promise<APIGatewayProxyResult>;
}

/**
 * Makes the HTTP application: it finds the route, checks caller and parameters, calls the handler, and reports the
 * request.
 */
export function createApp(deps: AppDependencies): App {
  const { config, rules, handlers } = deps;
  const router = createRouter(config);

  async function answer(
    request: ApiRequest,
    trace: RoutedState,
    remaining: () => number,
    trusted?: Caller,
  ): Promise<Answer> {
    const allow = router.allow(request.resource);
    if (request.method === 'OPTIONS' && allow.length > 0) return { status: 204, headers: { allow: allow.join(', ') } };
    const row = router.lookup(request);
    if (row !== undefined) [trace.route, trace.operation] = [row, row.operation];
    refuseCrossSite(request, row, config);
    const caller = trusted ?? (row?.open === true ? nobody : await deps.authenticate(request));
    trace.caller = caller;
    const route = row ?? router.refuse(request);
    if (route.action !== undefined) requireAction(caller, route.action);

    const given = collectParameters(request, route, readBody(request));
    const { operation, reads, named } = dispatch(route, given);
    trace.operation = operation;
    if (named !== undefined) requireAction(caller, named);
    const read = readParameters(given, reads, config.compute, config.front);
    const { parameters } = read;
    trace.dryRun = parameters.dry_run === true;
    // Otherwise a caller that may start could also stop, with a stop that follows at once.
    if (read.given.has('stop_after')) requireAction(caller, 'stop');
    await checkRequest(read, { operation, caller, config });
    const scope = scopeOf(parameters, config);
    trace.region = scope.region;
    const time = timeFor(parameters.wait, remaining());
    const deadline = callsUntil(time, remaining, deps.now);
    const outside = deps.outside(deadline);
    trace.ec2Calls = outside.ec2Calls;
    const answered = handlers[operation]({
      ...scope,
      requestId: request.requestId,
      sourceIp: request.sourceIp,
      path: request.path,
      resource: request.resource,
      accept: request.headers.get('accept') ?? '',
      caller,
      operation,
      parameters,
      config,
      rules,
      ec2Of: outside.ec2Of,
      stopsToCome: outside.stopsToCome,
      ec2Asked: outside.ec2Asked,
      jobs: outside.jobs,
      schedules: outside.schedules,
      deadline,
      intend: (instances) => {
        trace.intended = instances;
        deps.onIntent({
          request,
          caller,
          operation,
          region: scope.region,
          instanceIds: instances.map(({ instanceId }) => instanceId),
        });
      },
      audit: (outcomes, dryRun) => {
        trace.outcomes = outcomes;
        trace.dryRun = dryRun;
      },
    });
    return within(time, answered);
  }

  return {
    async handle(request, remaining, trusted) {
      const started = deps.now();
      const trace: RoutedState = {};
      const done = await answer(request, trace, remaining, trusted).catch((error: unknown) => {
        trace.error = error;
        return problemAnswer(error, request.requestId);
      });
      const record = auditRecordOf(request, trace, done);
      if (record !== undefined) deps.onChange(record);
      await deps.onCompleted({
        ...completedRequest(request, trace),
        status: done.status,
        milliseconds: deps.now() - started,
      });
      const result = toResult(
        done,
        request.requestId,
        corsHeaders(request, config.corsOrigins, router.allow(request.resource)),
      );
      return request.method === 'HEAD' ? { ...result, body: '' } : forTerminal(result, request);
    },
  };
}

interface RoutedState extends RequestState {
  route?: Route;
  ec2Calls?: () => number;
}

function completedRequest(request: ApiRequest, trace: RoutedState): Omit<CompletedRequest, 'status' | 'milliseconds'> {
  const { dryRun, region: _, intended: _intended, outcomes, ec2Calls, ...rest } = trace;
  return {
    request,
    ...rest,
    ec2Calls: ec2Calls?.() ?? 0,
    ...(outcomes === undefined || dryRun ? {} : { outcomes }),
  };
}

/** The caller of a route that needs none. */
const nobody: Caller = { name: 'nobody', actions: [] };
