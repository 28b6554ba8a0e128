import './page.ts';
import './ui/masthead.ts';
import './lobby/lobby.ts';
