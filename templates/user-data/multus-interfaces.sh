#!/bin/bash
# Holds kubelet until the link of every Multus network is there, up, named and without addresses.
# User data runs it to install itself, multus-nodes.service to configure, again and again.
set -Eeuo pipefail
export LC_ALL=C

SCRIPT=/usr/local/sbin/multus-interfaces
NETWORKS=/etc/multus-nodes/networks.json
UNITS=/etc/systemd/system
NETWORKD=/etc/systemd/network
RUN=/run/multus-nodes
IMDS=http://169.254.169.254/latest
WAIT_SECONDS=@WAIT_SECONDS@

say() { echo "multus-nodes: $*"; }

fail() {
  say "FAILED: $*. To try again: systemctl start nodeadm-run" >&2
  exit 1
}

trap 'fail "line $LINENO: $BASH_COMMAND"' ERR

put() { install -Dm 0644 /dev/stdin "$1"; }

install_itself() {
  # Wants, not Requires: stopping this unit must not stop kubelet.
  put $UNITS/nodeadm-run.service.d/10-multus-nodes.conf <<END
[Unit]
Wants=multus-nodes.service
After=multus-nodes.service
ConditionPathExists=$RUN/ready
END
  systemctl daemon-reload

  [[ $0 -ef $SCRIPT ]] || install -Dm 0755 "$0" $SCRIPT
  put $NETWORKS <<'END'
@NETWORKS@
END
  put $UNITS/multus-nodes.service <<END
[Unit]
After=systemd-networkd.service
StartLimitIntervalSec=0
[Service]
Type=oneshot
ExecStart=$SCRIPT configure
TimeoutStartSec=$((WAIT_SECONDS + 300))
StandardOutput=journal+console
END
  # Links without a driver are pods'. SYSTEMD_WANTS works once.
  put /etc/udev/rules.d/99-multus-nodes.rules <<'END'
ACTION=="add", SUBSYSTEM=="net", DRIVERS=="?*", RUN+="/bin/systemctl start --no-block multus-nodes"
END
  udevadm control --reload
  systemctl daemon-reload
  exec systemctl start multus-nodes
}

# The metadata at paths in curl's braces, each as text|status|URL|, into $reply.
imds() {
  local get=(curl -sf -m 5 --noproxy '*')
  for _ in 1 2; do
    [[ -n $token ]] || token=$("${get[@]}" $IMDS/api/token -X PUT \
      -H 'X-aws-ec2-metadata-token-ttl-seconds: 21600') || token=
    reply=$("${get[@]}" -H "X-aws-ec2-metadata-token: $token" \
      -w '|%{http_code}|%{url_effective}|\n' "$IMDS/meta-data/$1") || true
    [[ $reply == *'|401|'* ]] || break
    token=
  done
  if [[ $reply =~ \|(([0135]|4[1-9]|40[^4])[0-9]*)\|([^|]+) ]]; then
    lacking="${BASH_REMATCH[3]} answers ${BASH_REMATCH[1]}"
    return 1
  fi
}

# A line per link, MAC and name. An ipvlan has the MAC of its master, and a DEVTYPE.
list_links() {
  local at
  for at in /sys/class/net/*/; do
    grep -qs ^DEVTYPE= "$at/uevent" || echo "$(<"$at/address") $(basename "$at")"
  done 2>/dev/null || true
}

# Finds the networks' links, into $rows; what is not there, into $lacking.
look() {
  local macs links plan
  imds '{instance-id,network/interfaces/macs/}' || return
  IFS=$'|\n' read -rd '' instance _ _ macs <<<"${reply//\//}" || true
  macs=${macs%%|*}
  imds "network/interfaces/macs/{${macs//$'\n'/,}}/{device-number,network-card,ipv4-prefix,\
ipv6-prefix,subnet-ipv4-cidr-block,subnet-ipv6-cidr-blocks}" || return
  # Not a link that is still being named.
  links=$(list_links)
  udevadm settle -t 10 || true
  links=$(list_links | grep -Fxe "$links") || true
  plan=$(jq -r --arg seen "$reply" --arg links "$links" '
def v4($n): split("/")[0] | split(".") | .[3] |= "\(tonumber + $n)" | join(".");
def ranges4: .["subnet-ipv4-cidr-block"][0] as $subnet
  | [.["ipv4-prefix"][]? | select($subnet and endswith("/28"))
    | {$subnet, rangeStart: v4(0), rangeEnd: v4(15), gateway: ($subnet | v4(1))}];
def ranges6: .["subnet-ipv6-cidr-blocks"][0] as $subnet
  | [.["ipv6-prefix"][]? | select($subnet and endswith("::/80"))
    | ((split("::")[0] | split(":")) + ["0", "0", "0"])[:5] | join(":")
    | {$subnet, rangeStart: "\(.)::", rangeEnd: "\(.):ffff:ffff:ffff"}];
(reduce ($seen | scan("([^|]*)\\|200\\|[^|]*/([^/|]+)/([^/|]+)\\|")) as [$text, $mac, $key]
  ({}; .[$mac | ascii_downcase][$key] = ([$text | splits("\\s+") | select(. != "")] | sort)))
  as $metadata
| ($metadata | map_values("\(.["network-card"][0] // 0)/\(.["device-number"][0] // "?")"))
  as $places
| map(. as {$name, $deviceIndex} | (.networkCardIndex // 0) as $card
  | "\($card)/\($deviceIndex)" as $place
  | "multus\(if $card == 0 then "" else "\($card)-" end)\($deviceIndex)" as $slot
  | [$places | to_entries[] | select(.value == $place) | .key] as $macs
  | [$links | split("\n")[] | split(" ") | select(.[0] | IN($macs[]))] as $here
  | [$metadata[$here[0][0] // ""] | ranges4, ranges6] as $ranges
  | [.podPrefixes | .ipv4 // 0, .ipv6 // 0] as $wanted
  | if $macs == [] then "no interface at card/index \($place), but \($places)"
  elif $here == [] then "no link with the MAC \($macs)"
  elif $here[1] then "several links: \($here)"
  elif any(0, 1; ($ranges[.] | length) < $wanted[.]) then
    "\($ranges | map(length)) of \($wanted) prefixes (IPv4, IPv6)"
  else [$slot, "\($slot) \("multus-\($name)" | select(length < 16) // "")", $here[0][],
    10000 + 100 * $card + $deviceIndex, .mtu // 9001, $name,
    if $wanted == [0, 0] then "" else {cniVersion: "1.0.0", $name, plugins: [
      {type: "ipvlan", master: $slot, mode: "l2", ipam: {type: "host-local",
        dataDir: "/run/multus-nodes/addresses", ranges: ($ranges - [[]]),
        routes: [.routes // [] | .[] | {dst: .}
          | select($ranges[if .dst | contains(":") then 1 else 0 end] != [])]}},
      if .sourceRouting then {type: "sbr"} else empty end]} | tojson end]
  end | (strings | "network \($name) (\($slot)): \(.)"), arrays)
| (map(strings) | join("; ")), (.[] | arrays | @tsv)' $NETWORKS) ||
    fail "$NETWORKS is no list of networks"
  lacking=${plan%%$'\n'*} rows=${plan#"$lacking"}
  [[ -z $lacking ]]
}

# Writes stdin where it differs. That systemd must be told outlives a run that is killed.
write() {
  local text
  text=$(cat)
  [[ $(cat "$1" 2>&1) != "$text" ]] || return 0
  : >$RUN/changed
  put "$1.new" <<<"$text"
  mv "$1.new" "$1"
}

# Whether the image has stored that networkd must not: a word, or JSON with the MAC.
unmanaged() {
  grep -qsE "^cni$|\"$mac\".*\"cni\"" "/etc/eks/nodeadm/udev-net-manager/$instance/$link"
}

write_files() {
  local how='MTUBytes='$mtu'
ActivationPolicy=always-up
RequiredForOnline=no
[Network]
DHCP=no
LinkLocalAddressing=no
IPv6AcceptRA=no'
  if unmanaged; then how=Unmanaged=yes; fi
  write "$NETWORKD/10-$slot.network" <<END
[Match]
PermanentMACAddress=$mac
[Link]
$how
END
  write "$NETWORKD/10-$slot.link" <<END
[Match]
PermanentMACAddress=$mac
[Link]
NamePolicy=keep kernel database onboard slot path
AlternativeNamesPolicy=database onboard slot path
AlternativeName=$names
MACAddressPolicy=none
END
  if [[ -n $cni ]]; then
    write "/etc/cni/multus/net.d/multus-nodes-$name.conflist" <<<"$cni"
  fi
}

has_name() { [[ $(ip -br link show dev "$1" 2>&1) == "$link"[@\ ]* ]]; }

both() {
  ip -4 "$@"
  ip -6 "$@" || true
}

wrong() {
  local used each
  if ! unmanaged; then
    used=$(networkctl status -n 0 "$link" | sed -n 's/^ *Network File: *//p')
    [[ $used == "$NETWORKD/10-$slot.network" ]] || echo "has ${used:-no file} from networkd"
  fi
  [[ $(ip link show dev "$link" up) == *" mtu $mtu "* ]] || echo "is not up with MTU $mtu"
  for each in $names; do
    has_name "$each" || echo "is not named $each"
  done
  ip -o address show dev "$link"
  both route show table all type unicast dev "$link"
  both rule show table "$table"
}

mend() {
  local each
  for each in $names; do
    has_name "$each" && continue
    ip link property del dev "$each" altname "$each" 2>/dev/null || true
    ip link property add dev "$link" altname "$each"
  done
  if unmanaged; then
    # As networkd does; or the link would give itself an address.
    echo 1 2>/dev/null >"/proc/sys/net/ipv6/conf/$link/disable_ipv6" || true
    ip link set dev "$link" mtu "$mtu" up
  fi
  ip address flush dev "$link"
  both route flush table all type unicast dev "$link"
  while ip -4 rule del table "$table" || ip -6 rule del table "$table"; do :; done 2>/dev/null
}

settle() {
  local pause seen
  for pause in 0 0 1 2 3 4 5 6 7; do
    sleep $pause
    seen=$(wrong)
    [[ -n $seen ]] || return 0
    mend
  done
  fail "network $name ($slot): $link ${seen//$'\n'/; }"
}

tell() { echo -n " $name=$link"; }

place() { echo "$slot $link"; }

each() {
  local slot names mac link table mtu name cni
  while IFS=$'\t' read -ru 3 slot names mac link table mtu name cni; do
    [[ -z $slot ]] || $1
  done 3<<<"$rows"
}

configure() {
  local token='' reply instance rows='' lacking told='' looks=0
  mkdir -p $RUN
  until look; do
    [[ $lacking == "$told" ]] || say "waiting: $lacking"
    told=$lacking
    if [[ -e $RUN/ready ]]; then
      # In service a pod may have a link: the others do not wait long.
      ((++looks < 60)) || break
    elif ((SECONDS >= WAIT_SECONDS)); then
      fail "after $WAIT_SECONDS s: $lacking. Did the launch function attach it?"
    fi
    sleep 1
  done
  each write_files
  if [[ -e $RUN/changed ]]; then
    udevadm control --reload
    networkctl reload
    rm $RUN/changed
  fi
  each settle
  [[ -z $lacking ]] || fail "$lacking"
  each place >$RUN/links
  : >$RUN/ready
  say "ready:$(each tell)"
}

if [[ ${1-} == configure ]]; then configure; else install_itself; fi
