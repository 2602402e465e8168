/** Keys of a service, each mapped to its setting. `*` stands for an item or a name. https://docs.docker.com/reference/compose-file/services/ */
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

const rights: readonly (readonly [string, Setting])[] = [
  ['privileged', capabilities.privileged],
  ['cap_add', capabilities.capAdd],
  ['cap_drop', capabilities.capDrop],
  ['security_opt', securityOption],
  ['user', user.user],
  ['group_add', user.groupAdd],
  ['devices', devices.device],
  ['device_cgroup_rules', devices.deviceRule],
  ['gpus', devices.gpus],
  ['deploy.resources.reservations.devices', devices.gpus],
  ['runtime', devices.runtime],
  ['isolation', devices.windowsIsolation],
  ['platform', devices.platform],
  ['credential_spec', () => securityOption({ text: 'credentialspec' })],
  ['use_api_socket', mounts.dockerApiSocket],
];

const walls: readonly (readonly [string, Setting])[] = [
  ['pid', namespaces.pidMode],
  ['ipc', namespaces.ipcMode],
  ['uts', namespaces.utsMode],
  ['userns_mode', namespaces.usernsMode],
  ['cgroup', namespaces.cgroupnsMode],
  ['cgroup_parent', namespaces.cgroupParent],
  ['hostname', namespaces.hostname],
  ['domainname', namespaces.hostname],
  ['sysctls', sysctl],
  ['network_mode', network.networkMode],
  ['net', network.networkMode],
  ['networks', network.networks],
  ['networks.*.ipv4_address', network.networkAddress],
  ['networks.*.ipv6_address', network.networkAddress],
  ['networks.*.link_local_ips', network.networkAddress],
  ['networks.*.aliases', network.networkAddress],
  ['networks.*.mac_address', network.macAddress],
  ['mac_address', network.macAddress],
  ['ports', network.publishedPort],
  ['expose', network.exposedPort],
  ['links', network.links],
  ['external_links', network.links],
  ['dns', network.nameResolution],
  ['dns_opt', network.nameResolution],
  ['dns_search', network.nameResolution],
  ['extra_hosts', network.extraHosts],
];

const files: readonly (readonly [string, Setting])[] = [
  ['volumes', mounts.mount],
  ['volumes.*.read_only', mounts.mountReadOnly],
  ['volumes.*.bind.propagation', mounts.propagation],
  ['volumes.*.bind.selinux', mounts.selinuxRelabel],
  ['volumes.*.tmpfs', mounts.tmpfs],
  ['volumes_from', mounts.volumesFrom],
  ['tmpfs', mounts.tmpfs],
  ['read_only', mounts.readOnlyRoot],
  ['storage_opt', io.storageOption],
  ['volume_driver', mounts.volumeStore],
  ['secrets', environment.secrets],
  ['configs', environment.configs],
  ['environment', environment.environment],
  ['env_file', environment.environmentFile],
  ['labels', environment.label],
  ['label_file', environment.label],
  ['annotations', environment.label],
  ['working_dir', processes.workingDirectory],
];

const limits: readonly (readonly [string, Setting])[] = [
  ['mem_limit', memory.memoryLimit],
  ['deploy.resources.limits.memory', memory.memoryLimit],
  ['memswap_limit', memory.memorySwap],
  ['mem_reservation', memory.memoryReservation],
  ['deploy.resources.reservations.memory', memory.memoryReservation],
  ['mem_swappiness', memory.memorySwappiness],
  ['oom_kill_disable', memory.oomKillDisable],
  ['oom_score_adj', memory.oomScoreAdj],
  ['kernel_memory', memory.kernelMemory],
  ['shm_size', memory.shmSize],
  ['cpus', cpu.cpus],
  ['deploy.resources.limits.cpus', cpu.cpus],
  ['deploy.resources.reservations.cpus', cpu.reservedCpus],
  ['cpu_shares', cpu.cpuShares],
  ['cpu_quota', cpu.cpuQuota],
  ['cpu_period', cpu.cpuPeriod],
  ['cpuset', cpu.cpuset],
  ['cpu_rt_runtime', cpu.cpuRealTime],
  ['cpu_rt_period', cpu.cpuRealTime],
  ['cpu_count', cpu.cpuWindows],
  ['cpu_percent', cpu.cpuWindows],
  ['pids_limit', pids.pidsLimit],
  ['deploy.resources.limits.pids', pids.pidsLimit],
  ['ulimits', pids.ulimit],
  ['blkio_config', io.ioConfig],
  ['blkio_config.weight', io.ioWeight],
  ['blkio_config.weight_device', io.ioWeight],
  ['blkio_config.device_read_bps', io.ioLimit],
  ['blkio_config.device_read_iops', io.ioLimit],
  ['blkio_config.device_write_bps', io.ioLimit],
  ['blkio_config.device_write_iops', io.ioLimit],
];

const life: readonly (readonly [string, Setting])[] = [
  ['init', processes.init],
  ['command', processes.command],
  ['entrypoint', processes.command],
  ['stop_signal', processes.stopSignal],
  ['stop_grace_period', processes.stopGrace],
  ['restart', processes.restart],
  ['deploy.restart_policy', processes.restart],
  ['healthcheck', processes.healthcheck],
  ['post_start', processes.execHook],
  ['pre_stop', processes.execHook],
  ['post_start.*.privileged', capabilities.privileged],
  ['post_start.*.user', user.user],
  ['pre_stop.*.privileged', capabilities.privileged],
  ['pre_stop.*.user', user.user],
  ['tty', processes.terminal],
  ['stdin_open', processes.terminal],
  ['attach', processes.processorOfLogs],
  ['logging', processes.processorOfLogs],
  ['log_driver', processes.processorOfLogs],
  ['log_opt', processes.processorOfLogs],
  ['depends_on', images.order],
  ['deploy', images.placement],
  ['deploy.resources', images.resources],
  ['scale', images.placement],
  ['profiles', images.management],
  ['container_name', images.management],
  ['extends', images.inherited],
  ['develop', images.development],
  ['provider', images.externalProvider],
  ['models', images.externalProvider],
];

const building: readonly (readonly [string, Setting])[] = [
  ['image', images.image],
  ['pull_policy', images.pullPolicy],
  ['pull_refresh_after', images.pullPolicy],
  ['build', images.build],
  ['build.*', images.buildOther],
  ['build.context', images.buildContext],
  ['build.dockerfile_inline', images.inlineDockerfile],
  ['build.additional_contexts', images.buildContext],
  ['build.args', images.buildArgument],
  ['build.privileged', images.buildPrivileged],
  ['build.network', images.buildNetwork],
  ['build.entitlements', images.buildEntitlements],
  ['build.secrets', images.buildSecret],
  ['build.ssh', images.buildSecret],
  ['build.isolation', devices.windowsIsolation],
  ['build.platforms', devices.platform],
  ['build.shm_size', memory.shmSize],
  ['build.ulimits', pids.ulimit],
  ['build.extra_hosts', network.extraHosts],
  ['build.labels', environment.label],
];

export const serviceKeys: ReadonlyMap<string, Setting> = new Map([...rights, ...walls, ...files, ...limits, ...life, ...building]);
