import './lobby/lobby.ts';
