#!/bin/bash
# Holds kubelet until the link of every Multus network is there, up, named and bare. As user data it
# installs itself; as multus-nodes.service ("configure") it does the work, as often as it is asked.
set -Eeuo pipefail
export LC_ALL=C
shopt -s nullglob

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

install_itself() {
  mkdir -p $UNITS/nodeadm-run.service.d ${NETWORKS%/*}
  # Wants, not Requires: stopping this unit must not stop kubelet.
  cat >$UNITS/nodeadm-run.service.d/10-multus-nodes.conf <<END
[Unit]
Wants=multus-nodes.service
After=multus-nodes.service
ConditionPathExists=$RUN/ready
END
  systemctl daemon-reload

  [[ $0 -ef $SCRIPT ]] || install -Dm 0755 "$0" $SCRIPT
  cat >$NETWORKS <<'END'
@NETWORKS@
END
  cat >$UNITS/multus-nodes.service <<END
[Unit]
Description=Interfaces of the Multus networks
After=systemd-networkd.service
StartLimitIntervalSec=0
[Service]
Type=oneshot
ExecStart=$SCRIPT configure
TimeoutStartSec=$((WAIT_SECONDS + 300))
StandardOutput=journal+console
StandardError=journal+console
END
  # For interfaces replaced in a running node. Links without a driver are pods'.
  cat >/etc/udev/rules.d/99-multus-nodes.rules <<'END'
ACTION=="add", SUBSYSTEM=="net", DRIVERS=="?*", TAG+="systemd", ENV{SYSTEMD_WANTS}+="multus-nodes.service"
END
  udevadm control --reload
  systemctl daemon-reload
  exec systemctl start multus-nodes.service
}

# The metadata at the paths (curl's braces), each as text|status|URL|, in $reply.
imds() {
  local get=(curl -sf -m 5 --noproxy '*') rest
  for _ in 1 2; do
    if [[ -z $token ]]; then
      token=$("${get[@]}" -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 21600' \
        $IMDS/api/token) || token=
    fi
    reply=$("${get[@]}" -H "X-aws-ec2-metadata-token: $token" \
      -w '|%{http_code}|%{url_effective}|' "$IMDS/meta-data/$1") || true
    [[ $reply == *'|401|'* ]] || break
    token=
  done
  rest=${reply//|200|/}
  if [[ ${rest//|404|/} =~ \|([0-9]+)\|([^|]*) ]]; then
    lacking="the metadata service (status ${BASH_REMATCH[1]} from ${BASH_REMATCH[2]})"
    return 1
  fi
}

# A line per link: MAC, name, whether it is hardware. Those with a DEVTYPE are left out: an ipvlan
# has the MAC of its master.
list_links() {
  local at
  for at in /sys/class/net/*/; do
    grep -qs ^DEVTYPE= "$at/uevent" || echo "$(cat "$at/address")" "$(basename "$at")" \
      "$([[ ! -e $at/device ]] || echo hardware)"
  done 2>/dev/null
}

# Finds the link of every network; $plan has them, $lacking what is not there.
look() {
  local macs
  imds '{mac,instance-id,network/interfaces/macs/}' || return
  IFS='|' read -rd '' primary _ _ instance _ _ macs _ <<<"$reply" || true
  macs=${macs//\//} macs=${macs%$'\n'}
  imds "network/interfaces/macs/{${macs//$'\n'/,}}/{device-number,network-card,ipv4-prefix,\
ipv6-prefix,subnet-ipv4-cidr-block,subnet-ipv6-cidr-blocks}" || return
  udevadm settle -t 10 || true
  plan=$(jq -c --arg seen "$reply" --arg primary "${primary,,}" --arg links "$(list_links)" \
    --arg ready "$([[ ! -e $RUN/ready ]] || echo yes)" '
  def words: [splits("\\s+") | select(. != "")];
  def groups: split("/")[0] | split("::") | (.[0] | split(":")) as $l
    | (.[1] // "" | split(":")) as $r | $l + [range(8 - ($l + $r | length)) | "0"] + $r;
  def digits: groups | map(("000" + .)[-4:]) | add;
  def within($block): ($block | split("/")[1] | tonumber / 4) as $n
    | digits[:$n] == ($block | digits[:$n]);
  def v4($n): split("/")[0] | split(".") | .[3] |= "\(tonumber + $n)" | join(".");
  def range4($block): select($block and endswith("/28"))
    | {subnet: $block, rangeStart: v4(0), rangeEnd: v4(15), gateway: ($block | v4(1))};
  def range6($blocks): select(endswith("/80")) | . as $prefix | (groups[:5] | join(":")) as $first
    | {subnet: $blocks[] | select(. as $block | $prefix | within($block)),
       rangeStart: "\($first)::", rangeEnd: "\($first):ffff:ffff:ffff"};
  (reduce ($seen | scan("([^|]*)\\|200\\|[^|]*/([0-9a-fA-F:]+)/([^|]+)\\|")) as [$text, $mac, $key]
    ({}; .[$mac | ascii_downcase][$key] = ($text | ascii_downcase | words))) as $metadata
  | [$links | split("\n")[] | words] as $links
  # A fresh interface may be listed without its number, or with that of the primary one.
  | any($links[] | select(.[2]) | .[0] | select(. != $primary) | $metadata[.]["device-number"][0];
      . == null or . == "0") as $unsure
  | map(. as $network | (.networkCardIndex // 0) as $card
    | "multus\(if $card == 0 then "" else "\($card)-" end)\(.deviceIndex)" as $slot
    | "\(.deviceIndex)" as $index
    | [$metadata | to_entries[] | select(.value["device-number"] == [$index]
        and (.value["network-card"] // ["0"]) == ["\($card)"]) | .key] as $macs
    | [$links[] | select(.[0] as $mac | any($macs[]; . == $mac))] as $here
    | ($metadata[$here[0][0] // ""] // {}) as $own
    | [$own["ipv4-prefix"] // [] | sort[] | range4($own["subnet-ipv4-cidr-block"][0])] as $ranges4
    | [$own["ipv6-prefix"] // [] | sort[] | range6($own["subnet-ipv6-cidr-blocks"] // [])] as $ranges6
    | (.podPrefixes.ipv4 // 0) as $wanted4 | (.podPrefixes.ipv6 // 0) as $wanted6
    | (if $macs == [] then "an interface with device index \($index) on card \($card)"
      elif $here == [] then
        if $ready != "" and ($unsure | not) then null else "the link of \($macs | join(", "))" end
      elif $here[1] then "one interface, not \($here | length), at its index"
      elif ($ranges4 | length) < $wanted4 then "its IPv4 prefixes, \($wanted4) of them"
      elif ($ranges6 | length) < $wanted6 then "its IPv6 prefixes, \($wanted6) of them"
      else null end) as $lacking
    | {lacking: ($lacking // empty | "\($network.name) (\($slot)): \(.)")},
      ($here[] | {row: ([$slot, ([$slot, ("multus-" + $network.name | select(length < 16))] | join(" ")),
        .[0], .[1], 10000 + 100 * $card + $network.deviceIndex, $network.mtu // 9001, $network.name,
        if $wanted4 + $wanted6 == 0 then "" else {cniVersion: "1.0.0", name: $network.name,
          plugins: [{type: "ipvlan", master: $slot, mode: "l2", ipam: {type: "host-local",
            dataDir: "/run/multus-nodes/addresses", ranges: [$ranges4, $ranges6 | select(. != [])],
            routes: [$network.routes // [] | .[]
              | select(if contains(":") then $ranges6 != [] else $ranges4 != [] end) | {dst: .}]}},
            ({type: "sbr"} | select($network.sourceRouting))]} | tojson end] | @tsv)}))
  ' "$NETWORKS") || fail "$NETWORKS cannot be used: it must be a list as in MULTUS_NETWORKS"
  lacking=$(jq -r '[.[].lacking // empty] | join("; ")' <<<"$plan")
  rows=$(jq -r '.[].row // empty' <<<"$plan")
  [[ -z $lacking ]]
}

# Writes the text of stdin, where the file has not got it. That systemd must read it is remembered
# until it is done, also by a run that is killed in between.
write() {
  local text
  text=$(cat)
  if [[ -e $1 && $(<"$1") == "$text" ]]; then return; fi
  : >$RUN/changed
  mkdir -p "${1%/*}"
  printf '%s\n' "$text" >"$1.new"
  mv "$1.new" "$1"
}

# Whether the image has stored that networkd is to leave the link alone.
unmanaged() {
  jq -Rse --arg mac "$mac" '(try fromjson catch .) | if type == "object"
    then .manager == "cni" and (.mac | ascii_downcase) == $mac else rtrimstr("\n") == "cni" end' \
    "/etc/eks/nodeadm/udev-net-manager/$instance/$link" >/dev/null 2>&1
}

write_files() {
  local how="[Link]
MTUBytes=$mtu
ActivationPolicy=always-up
RequiredForOnline=no
[Network]
DHCP=no
LinkLocalAddressing=no
IPv6AcceptRA=no"
  if unmanaged; then how=$'[Link]\nUnmanaged=yes'; fi
  write "$NETWORKD/10-$slot.network" <<END
[Match]
PermanentMACAddress=$mac
$how
END
  write "$NETWORKD/10-$slot.link" <<END
[Match]
PermanentMACAddress=$mac
[Link]
NamePolicy=keep kernel database onboard slot path
AlternativeNamesPolicy=database onboard slot path
AlternativeName=${names/ /$'\n'AlternativeName=}
MACAddressPolicy=none
END
  if [[ -n $cni ]]; then
    jq . <<<"$cni" | write "/etc/cni/multus/net.d/multus-nodes-$name.conflist"
  fi
}

holder() { { ip -j link show dev "$1" 2>/dev/null || true; } | jq -r '.[].ifname'; }

# What is not as it should be.
wrong() {
  local used each f
  if ! unmanaged; then
    used=$(networkctl status -n 0 "$link" | sed -n 's/^ *Network File: *//p')
    [[ $used == "$NETWORKD/10-$slot.network" ]] || echo "networkd uses ${used:-no file} for it"
  fi
  (($(<"/sys/class/net/$link/flags") & 1)) || echo "it is down"
  (($(<"/sys/class/net/$link/mtu") == mtu)) || echo "its MTU is not $mtu"
  for each in $names; do
    [[ $(holder "$each") == "$link" ]] || echo "it lacks the name $each"
  done
  ip -o address show dev "$link"
  for f in -4 -6; do
    ip $f route show table all type unicast dev "$link"
    ip $f rule show table "$table"
  done 2>/dev/null || true
}

mend() {
  local each other f ipv6=/proc/sys/net/ipv6/conf/$link/disable_ipv6
  for each in $names; do
    other=$(holder "$each")
    [[ $other != "$link" ]] || continue
    [[ -z $other ]] || ip link property del dev "$other" altname "$each"
    ip link property add dev "$link" altname "$each"
  done
  if unmanaged; then
    # As networkd does where no address is wanted; or the link would give itself one.
    [[ ! -e $ipv6 ]] || echo 1 >"$ipv6"
    ip link set dev "$link" mtu "$mtu" up
  fi
  ip address flush dev "$link"
  for f in -4 -6; do
    ip $f route flush table all type unicast dev "$link"
    while ip $f rule del table "$table"; do :; done
  done 2>/dev/null || true
}

settle() {
  local looks seen
  for ((looks = 0; looks < 30; looks++)); do
    seen=$(wrong)
    if [[ -z $seen ]]; then return; fi
    mend
    ((looks == 0)) || sleep 1
  done
  fail "network $name, $link ($slot): ${seen//$'\n'/; }. See: networkctl status $link"
}

each_link() {
  local slot names mac link table mtu name cni
  while IFS=$'\t' read -ru 3 slot names mac link table mtu name cni; do "$1"; done 3<<<"$rows"
}

configure() {
  local token='' reply primary instance plan rows lacking told=
  mkdir -p $RUN
  until look; do
    if [[ $lacking != "$told" ]]; then say "waiting for $lacking"; fi
    told=$lacking
    ((SECONDS < WAIT_SECONDS)) || fail "$lacking: not there after $WAIT_SECONDS s. \
See whether the launch function attached it"
    sleep 1
  done
  each_link write_files
  if [[ -e $RUN/changed ]]; then
    udevadm control --reload
    networkctl reload
    rm $RUN/changed
  fi
  each_link settle
  : >$RUN/ready
  say "ready:$(each_link describe)"
}

describe() { echo -n " $name=$link"; }

if [[ ${1-} == configure ]]; then configure; else install_itself; fi
