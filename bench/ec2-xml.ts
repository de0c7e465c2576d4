/** Makes the id of an instance; ids count up, so that any answer can be made without a table. */
export function instanceId(index: number): string {
  return `i-${index.toString(16).padStart(17, '0')}`;
}

/** Writes an instance as EC2 describes it, with what a usual one has: a volume, a network interface, four tags. */
function instanceXml(id: string): string {
  const number = Number.parseInt(id.slice(2), 16);
  const address = `10.0.${(number >> 8) % 256}.${number % 256}`;
  const hex = number.toString(16).padStart(17, '0');
  const group = '<item><groupId>sg-0a1b2c3d4e5f60718</groupId><groupName>web</groupName></item>';
  return `<item><instanceId>${id}</instanceId><imageId>ami-0a1b2c3d4e5f60718</imageId>
<instanceState><code>16</code><name>running</name></instanceState>
<privateDnsName>ip-${address.replaceAll('.', '-')}.ec2.internal</privateDnsName>
<dnsName>ec2-${number}.compute-1.amazonaws.com</dnsName><reason/><keyName>operations</keyName>
<amiLaunchIndex>0</amiLaunchIndex><productCodes/><instanceType>t3.micro</instanceType>
<launchTime>2026-01-02T03:04:05.000Z</launchTime>
<placement><availabilityZone>us-east-1a</availabilityZone><groupName/><tenancy>default</tenancy></placement>
<monitoring><state>disabled</state></monitoring><subnetId>subnet-0a1b2c3d</subnetId><vpcId>vpc-0a1b2c3d</vpcId>
<privateIpAddress>${address}</privateIpAddress><ipAddress>203.0.113.${number % 256}</ipAddress>
<sourceDestCheck>true</sourceDestCheck><groupSet>${group}</groupSet><architecture>x86_64</architecture>
<rootDeviceType>ebs</rootDeviceType><rootDeviceName>/dev/xvda</rootDeviceName>
<blockDeviceMapping><item><deviceName>/dev/xvda</deviceName><ebs><volumeId>vol-${hex}</volumeId>
<status>attached</status><attachTime>2026-01-02T03:04:06.000Z</attachTime>
<deleteOnTermination>true</deleteOnTermination></ebs></item></blockDeviceMapping>
<virtualizationType>hvm</virtualizationType><clientToken>token-${hex}</clientToken>
<tagSet><item><key>Name</key><value>web-${number}</value></item><item><key>Env</key><value>dev</value></item>
<item><key>Team</key><value>web</value></item><item><key>CostCenter</key><value>4711</value></item></tagSet>
<hypervisor>xen</hypervisor><networkInterfaceSet><item><networkInterfaceId>eni-${hex}</networkInterfaceId>
<subnetId>subnet-0a1b2c3d</subnetId><vpcId>vpc-0a1b2c3d</vpcId><description/><ownerId>111122223333</ownerId>
<status>in-use</status><macAddress>0a:00:00:00:00:01</macAddress><privateIpAddress>${address}</privateIpAddress>
<sourceDestCheck>true</sourceDestCheck><groupSet>${group}</groupSet>
<attachment><attachmentId>eni-attach-${hex}</attachmentId><deviceIndex>0</deviceIndex><status>attached</status>
<attachTime>2026-01-02T03:04:05.000Z</attachTime><deleteOnTermination>true</deleteOnTermination></attachment>
<association><publicIp>203.0.113.${number % 256}</publicIp><publicDnsName/><ipOwnerId>amazon</ipOwnerId></association>
</item></networkInterfaceSet><iamInstanceProfile><arn>arn:aws:iam::111122223333:instance-profile/web</arn>
<id>AIPAEXAMPLE</id></iamInstanceProfile><ebsOptimized>true</ebsOptimized><enaSupport>true</enaSupport>
<cpuOptions><coreCount>1</coreCount><threadsPerCore>2</threadsPerCore></cpuOptions>
<hibernationOptions><configured>false</configured></hibernationOptions>
<metadataOptions><state>applied</state><httpTokens>required</httpTokens><httpEndpoint>enabled</httpEndpoint>
</metadataOptions></item>`.replaceAll('\n', '');
}

function answer(action: string, content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<${action}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>7a62c49f-347e-4fc4-9331-6e8e5c17a000</requestId>${content}</${action}Response>`;
}

/** Writes a page of DescribeInstances, each instance in a reservation of its own, as after launches one by one. */
export function describeXml(ids: readonly string[], nextToken?: string): string {
  const reservations = ids.map(
    (id) =>
      `<item><reservationId>r-${id.slice(2)}</reservationId><ownerId>111122223333</ownerId><groupSet/><instancesSet>${instanceXml(id)}</instancesSet></item>`,
  );
  const token = nextToken === undefined ? '' : `<nextToken>${nextToken}</nextToken>`;
  return answer('DescribeInstances', `<reservationSet>${reservations.join('')}</reservationSet>${token}`);
}

/** Writes the answer to StopInstances that accepts every instance. */
export function stopXml(ids: readonly string[]): string {
  const items = ids.map(
    (id) =>
      `<item><instanceId>${id}</instanceId><currentState><code>64</code><name>stopping</name></currentState><previousState><code>16</code><name>running</name></previousState></item>`,
  );
  return answer('StopInstances', `<instancesSet>${items.join('')}</instancesSet>`);
}
