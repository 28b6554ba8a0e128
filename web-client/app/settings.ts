import './page.ts';
import './ui/masthead.ts';
import './settings/page.ts';
