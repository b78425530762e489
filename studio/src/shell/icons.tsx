/** The few pictures of the studio; each is decoration beside a word. */
import type { ReactNode } from "react";

function icon(shape: ReactNode) {
  return function Icon() {
    return (
      <svg className="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
        {shape}
      </svg>
    );
  };
}

export const InboxIcon = icon(<path d="M3 11.5 5.2 4h9.6L17 11.5V16H3zM3 11.5h4l1 2h4l1-2h4" />);
export const TextIcon = icon(<path d="M6.5 4H17M6.5 8H17M6.5 12H17M6.5 16h6M3 4v12" />);
export const HistoryIcon = icon(
  <>
    <path d="M6 3v14" />
    <circle cx="6" cy="6" r="1.8" />
    <circle cx="6" cy="13.5" r="1.8" />
    <path d="M10.5 6H17M10.5 13.5H15" />
  </>,
);
export const RunsIcon = icon(<path d="M3 4h10v7H7l-3 2.5V11H3zM15.5 7.5H17V14h-1v2.5L13 14H9" />);
export const LearningIcon = icon(<path d="M3 3v14h14M6 13l3.5-4 2.5 2 4.5-6" />);
export const TryItIcon = icon(<path d="M13.5 3.5 16.5 6.5 7.5 15.5 3.5 16.5 4.5 12.5zM11.5 5.5l3 3" />);
export const LightIcon = icon(
  <>
    <circle cx="10" cy="10" r="3.2" />
    <path d="M10 2.5v2M10 15.5v2M2.5 10h2M15.5 10h2M4.7 4.7l1.4 1.4M13.9 13.9l1.4 1.4M15.3 4.7l-1.4 1.4M6.1 13.9l-1.4 1.4" />
  </>,
);
export const DarkIcon = icon(<path d="M16.5 12.2A7 7 0 0 1 7.8 3.5a7 7 0 1 0 8.7 8.7z" />);
export const SystemIcon = icon(<path d="M3 4h14v9.5H3zM7.5 16.5h5M10 13.5v3" />);
export const BackIcon = icon(<path d="M12 4.5 6.5 10l5.5 5.5" />);
export const ThumbUpIcon = icon(<path d="M6.5 9 9.5 3c1.4 0 2 .9 1.8 2.2L10.8 8H16l-1.2 8H6.5zM3.5 9h3v7h-3z" />);
export const ThumbDownIcon = icon(<path d="M13.5 11l-3 6c-1.4 0-2-.9-1.8-2.2l.5-2.8H4l1.2-8h8.3zM16.5 11h-3V4h3z" />);
