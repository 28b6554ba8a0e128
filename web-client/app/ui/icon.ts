import {
  ArrowRight,
  Check,
  createElement,
  Globe,
  type IconNode,
  Info,
  KeyRound,
  Link,
  Lock,
  MessageSquare,
  Mic,
  MicOff,
  PhoneOff,
  Plus,
  RotateCw,
  Send,
  Settings,
  TriangleAlert,
  Users,
  Video,
  VideoOff,
  Volume2,
  WifiOff,
  X,
} from 'lucide';

const ICONS = {
  'arrow-right': ArrowRight,
  check: Check,
  globe: Globe,
  info: Info,
  key: KeyRound,
  link: Link,
  lock: Lock,
  chat: MessageSquare,
  mic: Mic,
  'mic-off': MicOff,
  leave: PhoneOff,
  plus: Plus,
  again: RotateCw,
  send: Send,
  settings: Settings,
  warning: TriangleAlert,
  people: Users,
  camera: Video,
  'camera-off': VideoOff,
  sound: Volume2,
  offline: WifiOff,
  close: X,
} satisfies Record<string, IconNode>;

export type IconName = keyof typeof ICONS;

/** `<parley-icon name="mic">`: decoration only, the text beside it or the button's label says what it means. */
class Icon extends HTMLElement {
  static observedAttributes = ['name'];

  connectedCallback(): void {
    this.show();
  }

  attributeChangedCallback(): void {
    // not before: Lit counts the nodes of a template between its upgrade and its insertion
    if (this.isConnected) this.show();
  }

  private show(): void {
    const node = ICONS[this.getAttribute('name') as IconName];
    this.replaceChildren(createElement(node, { 'aria-hidden': 'true', focusable: 'false' }));
  }
}

customElements.define('parley-icon', Icon);
