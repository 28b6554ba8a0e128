import './page.ts';
import { useChosenSpeaker } from './room/chosen-speaker.ts';
import { roomSecret } from './ui/secret.ts';
import './room/call.ts';

// hidden from the address before anything could keep or show it
roomSecret.take(new URLSearchParams(location.search).get('id') ?? '');
useChosenSpeaker();
