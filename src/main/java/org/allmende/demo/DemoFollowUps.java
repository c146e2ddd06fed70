package org.allmende.demo;

import java.util.concurrent.Executor;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.task.TaskExecutor;
import org.springframework.scheduling.annotation.AsyncConfigurer;
import org.springframework.stereotype.Component;

/** What follows an act of a story happens at once and in the story's time; everything else waits its turn as ever. */
@OnlyInDemo
@Component
class DemoFollowUps implements AsyncConfigurer {

    private final TaskExecutor others;

    DemoFollowUps(@Qualifier("applicationTaskExecutor") TaskExecutor others) {
        this.others = others;
    }

    @Override
    public Executor getAsyncExecutor() {
        return task -> {
            if (DemoClock.isTellingAStory()) {
                task.run();
            } else {
                others.execute(task);
            }
        };
    }
}
