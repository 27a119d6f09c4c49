import { useEffect, useState } from 'preact/hooks';
import { isSignedIn, onSignedOut, signedIn } from '../api/session.ts';
import { CheckScreen } from '../check/CheckScreen.tsx';
import { ListsScreen } from '../lists/ListsScreen.tsx';
import { ListScreen } from '../progress/ListScreen.tsx';
import { UploadScreen } from '../upload/UploadScreen.tsx';
import { Header } from './Header.tsx';
import { NotFound } from './NotFound.tsx';
import { useRoute } from './navigation.tsx';
import type { Route } from './route.ts';
import { SignIn } from './SignIn.tsx';

export function App() {
  const route = useRoute();
  // Whether a key is asked for is not known before the server has refused one request.
  const [isClosed, setClosed] = useState(false);
  useEffect(() => onSignedOut(() => setClosed(true)), []);
  const enter = () => {
    signedIn();
    setClosed(false);
  };
  return (
    <>
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <Header route={route} isSignedIn={!isClosed && isSignedIn()} />
      <main id="main" tabIndex={-1}>
        {isClosed ? <SignIn onSignedIn={enter} /> : <Screen route={route} />}
      </main>
    </>
  );
}

function Screen({ route }: { readonly route: Route }) {
  switch (route.screen) {
    case 'upload':
      return <UploadScreen />;
    case 'lists':
      return <ListsScreen />;
    case 'list':
      return <ListScreen key={route.id} id={route.id} />;
    case 'check':
      return <CheckScreen />;
    case 'none':
      return <NotFound title="There is no such page" />;
    default:
      return route satisfies never;
  }
}
