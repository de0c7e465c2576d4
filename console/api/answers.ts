import type { ChangeAction } from '../../contract/actions';
import type { InstanceState, JobStatus } from '../../contract/states';

/** The shapes of the API's answers that the console reads (API contract, sections 3 to 6 and 10). */
export interface Instance {
  readonly instance_id: string;
  readonly name: string | null;
  readonly state: InstanceState;
  readonly ip: string | null;
  readonly private_ip: string | null;
  readonly instance_type: string | null;
  readonly availability_zone: string | null;
  readonly launch_time: string | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly state_reason?: { readonly code: string; readonly message: string };
  readonly spot: boolean;
  readonly auto_scaling_group?: string;
  readonly manageable: boolean;
  readonly stop_at?: string;
  readonly job_id?: string;
}

export interface InstancePage {
  readonly instances: readonly Instance[];
  readonly region: string;
  readonly next_token?: string;
  readonly warning?: string;
}

/** What became of one instance. */
export interface Outcome {
  readonly instance_id: string | null;
  readonly action: ChangeAction | 'create';
  readonly outcome: 'changed' | 'unchanged' | 'refused' | 'failed';
  readonly previous_state: InstanceState | null;
  readonly current_state: InstanceState | null;
  readonly ip: string | null;
  readonly code?: string;
  readonly detail?: string;
  readonly aws_code?: string;
  readonly retryable?: boolean;
  readonly retry_at?: string;
  readonly warning?: string;
}

/** The answer to a change: one instance's outcome, several with a summary, or a job. */
export interface Change extends Partial<Outcome> {
  readonly message: string;
  readonly results?: readonly Outcome[];
  readonly job_id?: string;
  readonly stop_at?: string;
  readonly dry_run?: true;
}

export interface Job {
  readonly job_id: string;
  readonly action: ChangeAction | 'create';
  readonly status: JobStatus;
  readonly message: string;
  readonly region: string;
  readonly ip: string | null;
  readonly instance_ids: readonly string[];
  readonly results: readonly Outcome[];
  readonly requested_by: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly finished_at?: string;
  readonly stop_at?: string;
  readonly ready?: boolean;
  readonly schedule?: string;
  readonly error?: { readonly code: string; readonly detail: string; readonly instance_id?: string };
  readonly next_token?: string;
}

/** A problem document (RFC 9457). */
export interface Problem {
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly request_id?: string;
  readonly retryable?: boolean;
  readonly retry_after?: number;
  readonly instance_id?: string;
  readonly aws_code?: string;
  readonly errors?: readonly { readonly parameter: string; readonly detail: string }[];
}

/** `GET /` asked for as JSON. */
export interface Index {
  readonly name: string;
  readonly version: string;
  readonly profile: 'lab' | 'production';
  readonly auth: 'none' | 'key' | 'iam';
  readonly links: Readonly<Record<string, string>>;
}

/** `GET /me`. */
export interface Me {
  readonly name: string;
  readonly actions: readonly string[];
  readonly tags?: Readonly<Record<string, string>>;
  readonly auth: Index['auth'];
  readonly default_instance_id?: string;
  readonly regions: readonly string[];
  readonly instance_types: readonly string[];
  readonly compute: 'ec2' | 'docker';
}
