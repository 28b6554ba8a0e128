/** The connection check: what was found, and what to do about it. */
export const doctor = {
  'doctor.title': 'Connection check',
  'doctor.lead': 'Looks at your browser, your devices and your network. Nothing is recorded.',
  'doctor.start': 'Check now',
  'doctor.again': 'Check again',
  'doctor.running': 'Checking …',
  'doctor.page': 'Browser',
  'doctor.microphone': 'Microphone',
  'doctor.camera': 'Camera',
  'doctor.server': 'Server',
  'doctor.fallback': 'Detour for strict networks',
  'doctor.direct': 'Direct line',
  'doctor.nat': 'Router',
  'doctor.relay': 'Relay',
  'doctor.good': 'In order',
  'doctor.fair': 'Could be better',
  'doctor.bad': 'Needs you',
  'doctor.unknown': 'Not known',
  'doctor.verdict.good': 'Everything is in order: you can talk.',
  'doctor.verdict.fair': 'You can talk, but not everything is as it should be.',
  'doctor.verdict.bad': 'This will not work yet. Begin with the first red mark.',
  'doctor.page.ready': 'It can make calls.',
  'doctor.page.insecure':
    'This page was not loaded over HTTPS, so the browser gives it neither camera nor microphone. Open it with https:// in front.',
  'doctor.page.noWebRtc':
    'It cannot make calls, or was told not to (WebRTC is off). Switch that on, or use a current Chrome, Edge, Firefox or Safari.',
  'doctor.microphone.ready': 'It is there and may be used.',
  'doctor.microphone.unasked': 'The browser will ask for it when you join: choose “Allow”.',
  'doctor.microphone.denied':
    'The browser may not use it. Allow it with the symbol beside the address, then load this page again.',
  'doctor.microphone.missing':
    'None was found, so nobody will hear you. Plug one in, or switch it on in the settings of your system.',
  'doctor.camera.ready': 'It is there and may be used.',
  'doctor.camera.unasked': 'The browser will ask for it when you join: choose “Allow”.',
  'doctor.camera.denied':
    'The browser may not use it. Allow it with the symbol beside the address, then load this page again.',
  'doctor.camera.missing': 'None was found. You can join without: others see your initials.',
  'doctor.server.ready': 'It answers over WebSocket.',
  'doctor.server.detour':
    'WebSocket is blocked here, so that only the detour is left, which is slower. Switch off a VPN or a filter, or ask whoever runs the network to let wss:// through.',
  'doctor.server.offline': 'This device is offline. Switch on Wi-Fi or mobile data, then check again.',
  'doctor.server.down':
    'It does not answer. If other sites load, it may be down for a moment: check again in a minute. If they do not, it is your network.',
  'doctor.fallback.ready': 'Long polling works, for places where WebSocket is blocked.',
  'doctor.fallback.blocked': 'Long polling does not work here. It is not needed as long as WebSocket works.',
  'doctor.fallback.down': 'It does not work here, either.',
  'doctor.direct.ready': 'Your address from outside is known: sound and picture can go straight to the others.',
  'doctor.direct.notOffered':
    'Only ways inside your network were found, because this server names no STUN server. For calls to other networks, whoever runs the server has to name one.',
  'doctor.direct.local':
    'Only ways inside your network were found: the STUN server does not answer. To others you need the relay, or a network that lets UDP out.',
  'doctor.direct.none':
    'No way out was found at all. Switch off what blocks WebRTC, such as a VPN or an extension, then check again.',
  'doctor.nat.open': 'It lets the others find you.',
  'doctor.nat.symmetric':
    'It gives you another address for everybody you talk to (symmetric NAT). Calls then take the relay, which works.',
  'doctor.nat.symmetricAlone':
    'It gives you another address for everybody you talk to (symmetric NAT), and there is no relay: some calls will fail. Try another network, such as your phone’s.',
  'doctor.nat.unknown': 'What it does with addresses cannot be told from here. If calls fail, try another network.',
  'doctor.relay.ready': 'It gave you an address: calls work even where no direct line is possible.',
  'doctor.relay.refused':
    'It did not accept the server’s word for you. Tell whoever runs the server: the secret or the clock of the TURN server is wrong.',
  'doctor.relay.unreachable':
    'It does not answer. A firewall may be in the way: try another network, or ask for TURN over TLS at port 443.',
  'doctor.relay.notOffered': 'This server offers none. Calls need a direct line then.',
  'doctor.relay.unasked': 'Could not be asked for, because the server did not answer.',
  'doctor.relay.required':
    'You chose to hide your address. That needs a relay, and there is none for you: switch it off in the settings, or no call will connect.',
} as const;
