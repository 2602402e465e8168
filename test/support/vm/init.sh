#!/bin/busybox sh
# PID 1 of the machine: mounts, cgroup v2 with every controller, network, ssh and an engine, then says on the console that it is ready.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root
say() { echo "lens: $1 after $(cut -d' ' -f1 /proc/uptime) s" > /dev/console; }

mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t tmpfs run /run
mount -t tmpfs tmp /tmp
mkdir -p /dev/pts /dev/shm /dev/mqueue
mount -t devpts devpts /dev/pts
mount -t tmpfs shm /dev/shm
mount -t mqueue mqueue /dev/mqueue
mount -t ext4 -o ro /dev/vdb /product
mount -t cgroup2 cgroup2 /sys/fs/cgroup
# The real root may have processes of its own while controllers are on for its children.
for controller in $(cat /sys/fs/cgroup/cgroup.controllers); do echo "+$controller" > /sys/fs/cgroup/cgroup.subtree_control; done

hostname lens-vm
ip link set lo up
ip link set eth0 up
ip addr add 10.0.2.15/24 dev eth0
ip route add default via 10.0.2.2
dropbear -r /etc/host_key -s -m -e -E -P /run/ssh.pid 2> /run/ssh.log

# No netfilter: containers have the bridge and talk to one another, which is all that is counted here.
# An engine in the root cgroup takes swap limits for unsupported, since the root has no memory.swap.max.
mkdir /sys/fs/cgroup/engine
(echo 0 > /sys/fs/cgroup/engine/cgroup.procs
exec dockerd -H unix:///var/run/docker.sock -H tcp://0.0.0.0:2375 --tls=false --iptables=false --ip6tables=false > /run/dockerd.log 2>&1) &
n=0
until wget -q -O /dev/null http://127.0.0.1:2375/_ping 2> /dev/null; do
  n=$((n + 1))
  [ $n -lt 400 ] || { say "no engine"; tail -n 20 /run/dockerd.log > /dev/console; }
  usleep 250000
done
say ready
while :; do wait; sleep 3600 & done
