import type { ComponentChildren } from 'preact';
import type { Instance } from '../../api/answers';
import { fragmentOf } from '../../logic/fragment';
import { labelOf, plain } from '../../logic/label';
import { may } from '../../logic/rights';
import { age, moment } from '../../logic/time';
import { Copy } from '../../parts/copy';
import { Dialog } from '../../parts/dialog';
import { State } from '../../parts/state';
import { now, roughly } from '../../state/clock';
import { closeDialog, type OpenDialog } from '../../state/dialog';
import { instances } from '../../state/instances';
import { me } from '../../state/session';
import { Actions } from '../instances/actions';

/** Everything that is known of an instance. */
export function Details({ id }: Extract<OpenDialog, { kind: 'details' }>) {
  const instance = instances.value.get(id);
  return (
    <Dialog title={instance === undefined ? id : labelOf(instance)} onClose={closeDialog}>
      {instance === undefined ? <p>It is not in the list any more.</p> : <Known instance={instance} />}
    </Dialog>
  );
}

function Known({ instance }: { readonly instance: Instance }) {
  const { instance_id: id, ip, private_ip, state_reason: reason, launch_time, stop_at } = instance;
  return (
    <>
      <div class="details-actions">
        <State state={instance.state} />
        <Actions instance={instance} />
      </div>
      <dl class="details">
        <Fact name="Id">
          {id} <Copy text={id} label="Copy the id" />
        </Fact>
        <Fact name="Address">
          {ip ?? 'none that is public'} {ip !== null && <Copy text={ip} label="Copy the address" />}
        </Fact>
        <Fact name="Private address">{private_ip ?? 'none'}</Fact>
        <Fact name="Type">
          {instance.instance_type}
          {instance.spot ? ', Spot' : ''}
        </Fact>
        <Fact name="Zone">{instance.availability_zone}</Fact>
        <Fact name="Launched">
          {moment(launch_time, roughly.value)}, {age(launch_time, roughly.value)} ago
        </Fact>
        {reason !== undefined && <Fact name="Reason for the state">{`${reason.message} (${reason.code})`}</Fact>}
        {stop_at !== undefined && <Fact name="Stops at">{moment(stop_at, now.value)}</Fact>}
        {instance.auto_scaling_group !== undefined && (
          <Fact name="Auto Scaling group">{instance.auto_scaling_group}</Fact>
        )}
        <Fact name="Changed by this API">{instance.manageable ? 'allowed' : 'not allowed'}</Fact>
        {Object.entries(instance.tags).map(([key, value]) => (
          <Fact key={key} name={`Tag ${plain(key)}`}>
            <bdi>{plain(value)}</bdi>
          </Fact>
        ))}
      </dl>
      {me.value !== undefined && may(me.value, 'jobs') && (
        <a href={fragmentOf({ page: 'jobs', filter: { status: '', instance: id } })} onClick={closeDialog}>
          Jobs of this instance
        </a>
      )}
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
