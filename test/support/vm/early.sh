#!/bin/busybox sh
# The first program of the machine: loads what the disk needs, then goes on from there.
/bin/busybox mount -t devtmpfs dev /dev
for module in /modules/*; do /bin/busybox insmod "$module"; done
n=0
while [ ! -b /dev/vdb ] && [ $n -lt 200 ]; do n=$((n + 1)); /bin/busybox usleep 50000; done
/bin/busybox mount -t ext4 /dev/vda /disk
/bin/busybox mount --move /dev /disk/dev
exec /bin/busybox switch_root /disk /sbin/init
