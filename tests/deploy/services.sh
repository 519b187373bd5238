#!/usr/bin/env bash
# A computer that starts: Debian 13 for this machine's own processor with kernel, systemd, compositor and window.
#   services.sh make FOLDER              make the tree (Debian: mmdebstrap; as root, with a network; 5 minutes, 1 GB)
#   services.sh disk FOLDER EXTRA DISK   a disk of it, with the files of the folder EXTRA on top
#   services.sh start FOLDER DISK        start it (QEMU; KVM=1: by the processor itself); its serial line comes out on stdout
set -euo pipefail
cmd=${1:?make|disk|start}; FOLDER=${2:?FOLDER}
PATH=$PATH:/usr/sbin
PACKAGES=cage,console-setup-linux,dbus,fonts-dejavu-core,foot,foot-terminfo,initramfs-tools,kbd,linux-image-amd64,procps
PACKAGES=$PACKAGES,python3,seatd,systemd,systemd-sysv,udev,wlr-randr

case $cmd in
make)
  if [ -f "$FOLDER.made-from" ] && [ "$(cat "$FOLDER.made-from")" = "$PACKAGES" ]; then exit 0; fi
  rm -rf "$FOLDER" "$FOLDER.made-from"
  mmdebstrap --quiet --mode=root --architectures=amd64 --variant=minbase --include="$PACKAGES" \
    --aptopt='APT::Install-Recommends "false"' --aptopt='Acquire::Languages "none"' \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/doc/*' \
    trixie "$FOLDER" http://deb.debian.org/debian
  echo "$PACKAGES" >"$FOLDER.made-from" ;;
disk)
  EXTRA=${3:?EXTRA} DISK=${4:?DISK}
  work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
  cp -a --reflink=auto "$FOLDER/." "$work/"
  cp -a "$EXTRA/." "$work/"
  truncate -s 3G "$DISK"
  mke2fs -q -t ext4 -d "$work" "$DISK" ;;
start)
  DISK=${3:?DISK}
  # Not by itself: in a virtual machine /dev/kvm may be there and stop at the kernel's first instructions.
  fast=(-accel 'tcg,thread=multi' -cpu max); [ "${KVM:-0}" = 0 ] || fast=(-enable-kvm -cpu host)
  kernel=("$FOLDER"/boot/vmlinuz-*) initrd=("$FOLDER"/boot/initrd.img-*)
  exec qemu-system-x86_64 -M q35 "${fast[@]}" -smp 2 -m 1024 -nic none -display none -no-reboot -vga none \
    -kernel "${kernel[0]}" -initrd "${initrd[0]}" \
    -append "root=/dev/vda rw console=tty1 console=ttyS0 quiet loglevel=3 systemd.show_status=no" \
    -drive "if=virtio,format=raw,file=$DISK" -device virtio-gpu-pci,xres=800,yres=480 -device virtio-rng-pci \
    -device virtio-keyboard-pci -device virtio-tablet-pci -serial stdio -monitor none ;;
*) echo "make, disk or start" >&2; exit 2 ;;
esac
