/** Flags of `docker run`, each mapped to its setting. https://docs.docker.com/reference/cli/docker/container/run/ */
import type { Setting } from '../asked.js';
import * as capabilities from '../settings/capabilities.js';
import * as cpu from '../settings/cpu.js';
import * as devices from '../settings/devices.js';
import * as environment from '../settings/environment.js';
import * as images from '../settings/images.js';
import * as io from '../settings/io.js';
import * as memory from '../settings/memory.js';
import * as mounts from '../settings/mounts.js';
import * as namespaces from '../settings/namespaces.js';
import * as network from '../settings/network.js';
import * as pids from '../settings/pids.js';
import * as processes from '../settings/processes.js';
import { securityOption } from '../settings/security.js';
import { sysctl } from '../settings/sysctls.js';
import * as user from '../settings/user.js';

/** Flags that stand alone: the next word is not their value. */
export const switches: ReadonlyMap<string, Setting> = new Map<string, Setting>([
  ['privileged', capabilities.privileged],
  ['init', processes.init],
  ['read-only', mounts.readOnlyRoot],
  ['publish-all', network.publishAll],
  ['oom-kill-disable', memory.oomKillDisable],
  ['no-healthcheck', () => processes.healthcheck({ text: 'NONE' })],
  ['use-api-socket', mounts.dockerApiSocket],
  ['rm', processes.detached],
  ['detach', processes.detached],
  ['interactive', processes.terminal],
  ['tty', processes.terminal],
  ['sig-proxy', processes.terminal],
  ['quiet', images.management],
  ['disable-content-trust', images.pullPolicy],
  ['help', images.management],
]);

const rights: readonly (readonly [string, Setting])[] = [
  ['cap-add', capabilities.capAdd],
  ['cap-drop', capabilities.capDrop],
  ['security-opt', securityOption],
  ['user', user.user],
  ['group-add', user.groupAdd],
  ['device', devices.device],
  ['device-cgroup-rule', devices.deviceRule],
  ['gpus', devices.gpus],
  ['runtime', devices.runtime],
  ['isolation', devices.windowsIsolation],
  ['platform', devices.platform],
];

const walls: readonly (readonly [string, Setting])[] = [
  ['pid', namespaces.pidMode],
  ['ipc', namespaces.ipcMode],
  ['uts', namespaces.utsMode],
  ['userns', namespaces.usernsMode],
  ['cgroupns', namespaces.cgroupnsMode],
  ['cgroup-parent', namespaces.cgroupParent],
  ['hostname', namespaces.hostname],
  ['domainname', namespaces.hostname],
  ['sysctl', sysctl],
  ['network', network.networkMode],
  ['net', network.networkMode],
  ['network-alias', network.networkAddress],
  ['net-alias', network.networkAddress],
  ['ip', network.networkAddress],
  ['ip6', network.networkAddress],
  ['link-local-ip', network.networkAddress],
  ['mac-address', network.macAddress],
  ['publish', network.publishedPort],
  ['expose', network.exposedPort],
  ['link', network.links],
  ['dns', network.nameResolution],
  ['dns-option', network.nameResolution],
  ['dns-opt', network.nameResolution],
  ['dns-search', network.nameResolution],
  ['add-host', network.extraHosts],
];

const limits: readonly (readonly [string, Setting])[] = [
  ['memory', memory.memoryLimit],
  ['memory-swap', memory.memorySwap],
  ['memory-reservation', memory.memoryReservation],
  ['memory-swappiness', memory.memorySwappiness],
  ['kernel-memory', memory.kernelMemory],
  ['oom-score-adj', memory.oomScoreAdj],
  ['shm-size', memory.shmSize],
  ['cpus', cpu.cpus],
  ['cpu-shares', cpu.cpuShares],
  ['cpu-quota', cpu.cpuQuota],
  ['cpu-period', cpu.cpuPeriod],
  ['cpuset-cpus', cpu.cpuset],
  ['cpuset-mems', cpu.cpusetMems],
  ['cpu-rt-runtime', cpu.cpuRealTime],
  ['cpu-rt-period', cpu.cpuRealTime],
  ['cpu-count', cpu.cpuWindows],
  ['cpu-percent', cpu.cpuWindows],
  ['io-maxbandwidth', cpu.cpuWindows],
  ['io-maxiops', cpu.cpuWindows],
  ['pids-limit', pids.pidsLimit],
  ['ulimit', pids.ulimit],
  ['blkio-weight', io.ioWeight],
  ['blkio-weight-device', io.ioWeight],
  ['device-read-bps', io.ioLimit],
  ['device-read-iops', io.ioLimit],
  ['device-write-bps', io.ioLimit],
  ['device-write-iops', io.ioLimit],
  ['storage-opt', io.storageOption],
];

const rest: readonly (readonly [string, Setting])[] = [
  ['volume', mounts.mount],
  ['mount', mounts.mount],
  ['tmpfs', mounts.tmpfs],
  ['volumes-from', mounts.volumesFrom],
  ['volume-driver', mounts.volumeStore],
  ['env', environment.environment],
  ['env-file', environment.environmentFile],
  ['label', environment.label],
  ['label-file', environment.label],
  ['annotation', environment.label],
  ['workdir', processes.workingDirectory],
  ['entrypoint', processes.command],
  ['stop-signal', processes.stopSignal],
  ['stop-timeout', processes.stopGrace],
  ['restart', processes.restart],
  ['health-cmd', processes.healthcheck],
  ['health-interval', processes.healthcheck],
  ['health-retries', processes.healthcheck],
  ['health-start-interval', processes.healthcheck],
  ['health-start-period', processes.healthcheck],
  ['health-timeout', processes.healthcheck],
  ['log-driver', processes.processorOfLogs],
  ['log-opt', processes.processorOfLogs],
  ['attach', processes.terminal],
  ['detach-keys', processes.terminal],
  ['name', images.management],
  ['cidfile', images.management],
  ['pull', images.pullPolicy],
];

/** Flags that have a value: after `=`, or the next word. */
export const options: ReadonlyMap<string, Setting> = new Map([...rights, ...walls, ...limits, ...rest]);

/** One letter each; `-it` is two of them. */
export const letters: ReadonlyMap<string, string> = new Map([
  ['a', 'attach'], ['c', 'cpu-shares'], ['d', 'detach'], ['e', 'env'], ['h', 'hostname'], ['i', 'interactive'], ['l', 'label'], ['m', 'memory'],
  ['p', 'publish'], ['P', 'publish-all'], ['q', 'quiet'], ['t', 'tty'], ['u', 'user'], ['v', 'volume'], ['w', 'workdir'],
]);
