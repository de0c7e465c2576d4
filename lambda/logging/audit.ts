import type { Operation } from '../../contract/operations';
import { isInstanceId } from '../domain/instance';
import type { Outcome } from '../domain/outcome';
import type { AuditRecord } from '../http/audit-record';
import type { Firing } from '../schedules/steps/dependencies';
import type { Log } from './log';

/** A change that a job made, or tried to. */
export interface JobChange {
  readonly jobId: string;
  readonly requestId: string;
  /** The caller who asked for the job. */
  readonly caller: string;
  readonly sourceIp?: string;
  readonly action: Operation;
  readonly region: string;
  readonly outcomes: readonly Omit<Outcome, 'action'>[];
}

/** A change that EC2 is about to be asked for. */
export interface IntendedChange {
  readonly requestId: string;
  /** Absent for a request without a job. */
  readonly jobId?: string;
  readonly caller: string | null;
  readonly credential?: string;
  readonly sourceIp?: string;
  readonly action: Operation;
  readonly region: string;
  /** None for a launch. */
  readonly instanceIds: readonly string[];
}

/** Writes the audit trail: one line for each attempt to change something. */
export interface Audit {
  /** Records a change before EC2 is asked: the function may not survive to record its outcome. */
  intended(change: IntendedChange): void;
  /** Records each attempt of a request to change something. */
  request(record: AuditRecord): void;
  /** Records what a step of a job has changed. */
  job(change: JobChange): void;
  /** Records the result of a schedule's firing. */
  firing(firing: Firing): void;
}

/**
 * Makes the audit trail. It is written at every log level, and holds nothing of a request but what was recognized by
 * its syntax.
 */
export function createAudit(log: Log): Audit {
  return {
    intended({ requestId, jobId, caller, credential, sourceIp, action, region, instanceIds }) {
      log.always('change_intended', {
        request_id: requestId,
        caller,
        credential,
        source_ip: sourceIp,
        action,
        region,
        job_id: jobId,
        instance_ids: instanceIds,
      });
    },
    request({ request, caller, operation, region, dryRun, status, code, jobId, schedule, outcomes, asked }) {
      log.always('change', {
        request_id: request.requestId,
        // Null: nobody who is known. JSON would leave `undefined` out, and a query for it would find nothing.
        caller: caller?.name ?? null,
        credential: caller?.credential,
        source_ip: request.sourceIp,
        action: operation,
        region,
        dry_run: dryRun,
        status,
        code,
        job_id: jobId,
        schedule,
        ...(asked.length === 0 ? {} : { asked }),
        outcomes: outcomes.map(outcomeLine),
      });
    },
    job({ jobId, requestId, caller, sourceIp, action, region, outcomes }) {
      log.always('change', {
        request_id: requestId,
        caller,
        source_ip: sourceIp,
        action,
        region,
        dry_run: false,
        job_id: jobId,
        outcomes: outcomes.map(outcomeLine),
      });
    },
    firing({ schedule: { name, owner }, action, at, result, jobId, code, count }) {
      log.always('firing', {
        schedule: name,
        caller: owner.name,
        action,
        at,
        result,
        job_id: jobId,
        code,
        ...(count === 1 ? {} : { count }),
      });
    },
  };
}

function outcomeLine({ instanceId, outcome, previousState, currentState, reason }: Omit<Outcome, 'action'>) {
  return {
    instance_id: isInstanceId(instanceId) ? instanceId : '(no instance id)',
    outcome,
    from: previousState,
    to: currentState,
    code: reason?.code,
    aws_code: reason?.awsCode,
  };
}
