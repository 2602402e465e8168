/** The pod of a container: Kubernetes' labels, Podman's own list, a monitor's name, else the cgroup's word for it. */
import { type Known, type Listed, answerFor, at, libpodListKey, textAt } from './engineAnswer.js';
import type { Container } from './isolation.js';
import { valueOf } from './reading.js';
import type { Snapshot } from './snapshot.js';

type Pod = NonNullable<Container['pod']>;

/** `cgroupPod` is the pod's uid (Kubernetes) or id (Podman) as the cgroup path has it. */
export function podOf(
  snapshot: Snapshot, { id, engine, name, labels }: Pick<Listed, 'id' | 'name' | 'labels'> & Known, cgroupPod: string | undefined,
): Pod | null {
  return byLabels(labels) ?? byPodman(snapshot, { id, engine }) ?? byName(name) ?? byCgroup(cgroupPod);
}

function byLabels(labels: ReadonlyMap<string, string>): Pod | undefined {
  const name = labels.get('io.kubernetes.pod.name');
  return name === undefined ? undefined : {
    name, namespace: labels.get('io.kubernetes.pod.namespace') ?? '', uid: labels.get('io.kubernetes.pod.uid') ?? '',
  };
}

/** `GET /libpod/containers/json` names the pod of each of Podman's containers. */
function byPodman(snapshot: Snapshot, container: Known): Pod | undefined {
  const answer = valueOf(answerFor(snapshot, container, libpodListKey));
  const entry: unknown = Array.isArray(answer) ? answer.find((each) => at(each, 'Id') === container.id) : undefined;
  const uid = textAt(entry, 'Pod') ?? '';
  const name = textAt(entry, 'PodName') ?? '';
  return uid === '' || name === '' ? undefined : { name, namespace: '', uid };
}

/** The kubelet's names, as CRI-O gives them to conmon: `k8s_CONTAINER_POD_NAMESPACE_UID_ATTEMPT`. */
function byName(name: string | undefined): Pod | undefined {
  const [kubernetes, , pod, namespace, uid] = (name ?? '').split('_');
  return kubernetes !== 'k8s' || pod === undefined || namespace === undefined || uid === undefined
    ? undefined : { name: pod, namespace, uid };
}

/** Its name is not in there: as with containers, the beginning of the id stands for it. */
function byCgroup(uid: string | undefined): Pod | null {
  return uid === undefined ? null : { name: uid.includes('-') ? uid : uid.slice(0, 12), namespace: '', uid };
}
