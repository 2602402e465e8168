/**
 * The columns asked of `GET /containers/{id}/top`, per kind of engine. dockerd runs the machine's own `ps` with them
 * (https://man7.org/linux/man-pages/man1/ps.1.html, "STANDARD FORMAT SPECIFIERS"); Podman reads `/proc` itself where it
 * knows every name, and would start `ps` inside the container where it does not, so only these are ever asked.
 */
const procps = '-o pid,ppid,pidns,mntns,netns,ipcns,utsns,userns,cgroupns,timens,ruid,nlwp,rss,pcpu,oomadj,cgroup:4096,args';
/** busybox's `ps` refuses the whole call for one name that it does not know. */
const busybox = '-o pid,ppid,user,comm,args';
const podman = 'hpid,pid,ppid,huser,hgroup,capeff,capbnd,seccomp,label,state,args';

/** In the order to try them. */
export const topColumns: Readonly<Record<'docker' | 'podman', readonly string[]>> = {
  docker: [procps, busybox],
  podman: [podman],
};

export const allTopColumns: ReadonlySet<string> = new Set([procps, busybox, podman]);
