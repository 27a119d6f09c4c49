import { Title } from '../parts/Title.tsx';
import { Link } from './navigation.tsx';

export function NotFound({ title, detail }: { readonly title: string; readonly detail?: string }) {
  return (
    <section class="narrow-page">
      <Title>{title}</Title>
      <p class="lead">{detail ?? 'Check the address, or go on from here.'}</p>
      <p class="row-of-buttons">
        <Link href="/" class="button primary">
          Upload a list
        </Link>
        <Link href="/lists" class="button">
          All lists
        </Link>
      </p>
    </section>
  );
}
