import './room/call.ts';
