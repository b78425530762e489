/** A text field that grows with its text; Ctrl with Enter sends the form it is in. */
import { useEffect, useLayoutEffect, useRef } from "react";

interface Props {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly focus?: boolean;
  readonly placeholder?: string;
  readonly rows?: number;
}

export function Field({ id, label, value, onChange, focus = false, placeholder, rows = 1 }: Props) {
  const area = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const element = area.current;
    if (element === null) return;
    element.style.height = "auto";
    element.style.height = `${element.scrollHeight + element.offsetHeight - element.clientHeight}px`;
  }, [value]);
  useEffect(() => {
    if (!focus) return;
    area.current?.focus();
    area.current?.setSelectionRange(area.current.value.length, area.current.value.length);
  }, [focus]);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <textarea
        ref={area}
        id={id}
        rows={rows}
        value={value}
        placeholder={placeholder}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          // A button that is disabled ignores it, as it ignores a click.
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey))
            event.currentTarget.form?.querySelector<HTMLButtonElement>('button[type="submit"]')?.click();
        }}
      />
    </div>
  );
}
