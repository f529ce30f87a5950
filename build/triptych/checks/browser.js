// The options with which a judge's browser stays offline. A system that gives the judge no network of its own
// (offline.py) has these alone: no name is resolved, every connection goes to a proxy that does not exist,
// loopback included, and WebRTC may not go around it.
"use strict";
const NOWHERE = "socks5://127.0.0.1:9";
const isRoot = Boolean(process.getuid) && process.getuid() === 0;

exports.ARGS = [
  "--host-resolver-rules=MAP * ~NOTFOUND",
  `--proxy-server=${NOWHERE}`,
  "--proxy-bypass-list=<-loopback>",
  "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
  "--webrtc-ip-handling-policy=disable_non_proxied_udp",
  "--disable-quic",
  "--dns-prefetch-disable",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--no-pings",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  ...(isRoot ? ["--no-sandbox"] : []),
];
