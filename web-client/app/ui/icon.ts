import {
  ArrowRight,
  Ban,
  Check,
  CircleQuestionMark,
  createElement,
  DoorOpen,
  EllipsisVertical,
  Eye,
  EyeOff,
  Globe,
  HeartPulse,
  History,
  type IconNode,
  Info,
  KeyRound,
  Link,
  LoaderCircle,
  Lock,
  LockOpen,
  LogOut,
  MessageSquare,
  Mic,
  MicOff,
  Phone,
  PhoneIncoming,
  PhoneMissed,
  PhoneOff,
  PhoneOutgoing,
  Plus,
  RotateCw,
  Send,
  Settings,
  ShieldCheck,
  ShieldOff,
  Trash,
  TriangleAlert,
  UserMinus,
  Users,
  UserX,
  Video,
  VideoOff,
  Volume2,
  WifiOff,
  X,
} from 'lucide';

const ICONS = {
  'arrow-right': ArrowRight,
  ban: Ban,
  check: Check,
  unknown: CircleQuestionMark,
  pending: LoaderCircle,
  door: DoorOpen,
  more: EllipsisVertical,
  show: Eye,
  hide: EyeOff,
  globe: Globe,
  history: History,
  'check-up': HeartPulse,
  info: Info,
  key: KeyRound,
  link: Link,
  lock: Lock,
  unlock: LockOpen,
  'sign-out': LogOut,
  chat: MessageSquare,
  mic: Mic,
  'mic-off': MicOff,
  phone: Phone,
  'call-in': PhoneIncoming,
  'call-missed': PhoneMissed,
  'call-out': PhoneOutgoing,
  leave: PhoneOff,
  plus: Plus,
  again: RotateCw,
  send: Send,
  settings: Settings,
  moderator: ShieldCheck,
  'no-moderator': ShieldOff,
  delete: Trash,
  remove: UserMinus,
  banned: UserX,
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
